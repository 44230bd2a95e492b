import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import type * as vscode from 'vscode';
import { Emitter } from '../../../../src/common/emitter';
import { formatFields } from '../../../../src/common/log';
import { changeStages, DocumentChanges } from '../../../../src/editor/document/documentChanges';

/** Changes that a test makes; what is told and logged is written down. */
function rig() {
  const source = new Emitter<vscode.TextDocumentChangeEvent>();
  const lines: string[] = [];
  const changes = new DocumentChanges(source.event, {
    error: (message, fields) => void lines.push(message + formatFields(fields)),
  });
  const change = (): string[] => {
    source.fire({} as vscode.TextDocumentChangeEvent);
    return lines.splice(0);
  };
  return { changes, change, lines };
}

describe('DocumentChanges', () => {
  it('notices first, asks next, and lets live diffs follow last', () => {
    assert.deepEqual(changeStages, ['notice', 'ask', 'remember', 'predict', 'gather', 'edit']);
  });

  it('tells its followers stage by stage, whoever came first', () => {
    const { changes, change, lines } = rig();
    for (const stage of [...changeStages].reverse()) {
      changes.follow(stage, () => lines.push(`${stage} 1`));
      changes.follow(stage, () => lines.push(`${stage} 2`));
    }
    assert.deepEqual(
      change(),
      changeStages.flatMap(stage => [`${stage} 1`, `${stage} 2`]),
    );
  });

  it('goes on after one that throws, and logs what it said', () => {
    const { changes, change, lines } = rig();
    changes.follow('notice', () => {
      throw new Error('No.');
    });
    changes.follow('ask', () => lines.push('asked'));
    assert.deepEqual(change(), ['a follower of document changes failed stage=notice message=No.', 'asked']);
    assert.equal(change().length, 2);
  });

  it('tells those who come while a change is told from the next one on, and those who leave no more', () => {
    const { changes, change, lines } = rig();
    const late = changes.follow('edit', () => lines.push('left'));
    const first = changes.follow('notice', () => {
      first.dispose();
      late.dispose();
      changes.follow('ask', () => lines.push('came'));
    });
    assert.deepEqual(change(), []);
    assert.deepEqual(change(), ['came']);
  });

  it('tells nobody after its end, not even of the change that ended it', () => {
    const { changes, change, lines } = rig();
    changes.follow('notice', () => changes.dispose());
    changes.follow('edit', () => lines.push('told'));
    assert.deepEqual(change(), []);
    changes.follow('edit', () => lines.push('told'));
    assert.deepEqual(change(), []);
  });

  it('keeps its order whatever comes and goes', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('follow' as const), stage: fc.constantFrom(...changeStages) }),
      fc.record({ do: fc.constant('leave' as const), pick: fc.nat(20) }),
      fc.record({ do: fc.constant('change' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), steps => {
        const { changes, change, lines } = rig();
        let following: { n: number; stage: (typeof changeStages)[number]; leave: () => void }[] = [];
        let n = 0;
        for (const each of steps) {
          if (each.do === 'follow') {
            const own = n++;
            const { stage } = each;
            const left = changes.follow(stage, () => lines.push(`${stage} ${own}`));
            following.push({ n: own, stage, leave: () => left.dispose() });
          } else if (each.do === 'leave') {
            const gone = following[each.pick % Math.max(1, following.length)];
            gone?.leave();
            following = following.filter(other => other !== gone);
          } else {
            const expected = changeStages.flatMap(stage =>
              following.filter(other => other.stage === stage).map(other => `${stage} ${other.n}`),
            );
            assert.deepEqual(change(), expected);
          }
        }
      }),
      { seed: 16, numRuns: 500 },
    );
  });

  it('is the only one that listens', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts'),
    );
    const listening = files.filter(file =>
      readFileSync(path.join('src', file), 'utf8').includes('onDidChangeTextDocument'),
    );
    assert.deepEqual(listening, ['extension.ts']);
  });
});

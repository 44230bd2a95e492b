import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formerLines } from '../../../../../../src/engines/upstream/forms/nextEdit/formerLines';
import {
  bounded,
  narrowed,
  nextEditTask,
  type NextEditTask,
} from '../../../../../../src/engines/upstream/forms/nextEdit/nextEditTask';
import { momentAfter } from '../../../../../../src/nextEdit/ask/momentAfter';
import { nextEditQuestion } from '../../../../../../src/nextEdit/prompt/nextEditPrompt';

const empty: NextEditTask = {
  path: 'a',
  fromStart: true,
  ...{ above: '', before: '', after: '', below: '' },
  diffs: [],
  places: [],
};

describe('nextEditTask', () => {
  it('is none of other requests', () => {
    assert.equal(nextEditTask({ input: [{ role: 'user', content: 'Hello' }] }), undefined);
  });
});

describe('narrowed', () => {
  it('keeps the line of the cursor and so many around it', () => {
    const task = { ...empty, above: '0\n', before: '1\n2\n3a', after: '3b\n4\n5\n6', below: '7\n' };
    const { above, before, after, below } = narrowed(task, 1, 1);
    assert.deepEqual([above, before, after, below], ['0\n1\n', '2\n3a', '3b\n4\n', '5\n67\n']);
  });

  it('loses nothing and cuts at lines', () => {
    const text = fc.array(fc.constantFrom('a', '\n', 'bc'), { maxLength: 12 }).map(all => all.join(''));
    fc.assert(
      fc.property(text, text, fc.nat(4), fc.nat(4), (before, after, up, down) => {
        const task = { ...empty, above: 'x\n', before, after, below: 'y' };
        const small = narrowed(task, up, down);
        assert.equal(small.above + small.before, `x\n${before}`);
        assert.equal(small.after + small.below, `${after}y`);
        assert.ok(small.before.split('\n').length <= up + 1);
        assert.ok(small.after.split('\n').length <= down + 2);
        assert.ok(small.above.endsWith('\n'));
      }),
      { seed: 19 },
    );
  });
});

describe('bounded', () => {
  const diff = (name: string): { path: string; diff: string } => ({ path: name, diff: '-a\n+b' });

  it('keeps what is near to the cursor, and the newest changes', () => {
    const task = { ...empty, above: '0\n1\n', before: '2\n3a', after: '3b\n4\n5\n', below: '6\n77' };
    const diffs = ['x', 'y', 'z'].map(diff);
    const small = bounded({ ...task, diffs }, { rewritten: 9, around: 5, diffs: 10 });
    assert.deepEqual(
      [small.above, small.before, small.after, small.below],
      ['0\n1\n', '2\n3a', '3b\n4\n', '5\n6\n'],
    );
    assert.deepEqual(small.diffs, diffs.slice(1));
    assert.equal(small.fromStart, true);
    assert.equal(bounded(task, { rewritten: 9, around: 3, diffs: 0 }).fromStart, false);
  });

  it('is within its bounds but for the line of the cursor, is of whole lines, and of one piece', () => {
    const text = fc.array(fc.constantFrom('a', '\n', 'bc'), { maxLength: 14 }).map(all => all.join(''));
    const whole = text.map(each => (each === '' ? '' : `${each}\n`));
    fc.assert(
      fc.property(
        ...([whole, text, whole, whole] as const),
        ...([fc.nat(12), fc.nat(6), fc.nat(3)] as const),
        (above, before, after, below, rewritten, around, count) => {
          const diffs = ['x', 'y', 'z'].slice(0, count).map(diff);
          const task = { ...empty, above, before, after, below, diffs };
          const small = bounded(task, { rewritten, around, diffs: 11 });
          const shown = small.above + small.before + small.after + small.below;
          assert.ok((above + before + after + below).includes(shown));
          assert.ok(small.above.length <= around && small.below.length <= around);
          const lines = (small.before + small.after).replace(/\n$/, '').split('\n');
          assert.ok(lines.length <= 1 || small.before.length + small.after.length <= rewritten);
          assert.ok(small.above === '' || small.above.endsWith('\n'));
          assert.ok(small.below === '' || small.below.endsWith('\n'));
          assert.deepEqual(small.diffs, diffs.slice(-2));
          assert.equal(small.fromStart, small.above + small.before === above + before);
        },
      ),
      { numRuns: 1_000, seed: 19 },
    );
  });
});

describe('formerLines', () => {
  it('is what stood there before the last change of the file, whatever it was', () => {
    const line = fc.constantFrom('a();', 'b();', '', '  c();', '}');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 9 }),
        fc.nat(),
        fc.nat(),
        fc.string({ maxLength: 4 }),
        (lines, at, long, put) => {
          const text = `${lines.join('\n')}\n`;
          const offset = at % text.length;
          const length = long % (text.length - offset);
          const insert = put.replaceAll(/[\r\n]/g, '');
          if (insert === '' && length === 0) return;
          const active = { uri: 'file:///a', languageId: 'x', text };
          const moment = { active, cursor: 0, others: [], recentDiffs: [] };
          const edit = {
            uri: active.uri,
            edits: [{ offset, length, text: insert }],
            kind: 'model',
            confidence: 1,
          } as const;
          const after = momentAfter(moment, edit);
          const question = after && nextEditQuestion(after);
          const content = question?.input.flatMap(item =>
            'content' in item && Array.isArray(item.content)
              ? item.content.flatMap(part =>
                  'text' in part && typeof part.text === 'string' ? [part.text] : [],
                )
              : [],
          );
          const task = nextEditTask({
            input: (content ?? []).map(said => ({ type: 'message', role: 'user', content: said })),
          });
          assert.ok(task && after);
          const { diff } = task.diffs[0] ?? { diff: '' };
          // Where the changed lines stand twice there are two ways back.
          const now = diff
            .split('\n')
            .slice(1)
            .filter(each => !each.startsWith('-'))
            .map(each => each.slice(1))
            .join('\n');
          if (now === '' || after.active.text.split(now).length !== 2) return;
          assert.equal(formerLines(task).replace(/\n$/, ''), text.replace(/\n$/, ''));
        },
      ),
      { numRuns: 500, seed: 19 },
    );
  });
});

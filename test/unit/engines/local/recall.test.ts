import assert from 'node:assert/strict';
import type { Clock } from '../../../../src/common/clock';
import { CodeBase } from '../../../../src/engines/local/codeBase';
import { Recall } from '../../../../src/engines/local/recall';
import { workOf } from '../../../support/work';
import { silentLog } from '../../../../src/common/log';

describe('recall', () => {
  let now = 0;
  const timers = new Set<() => void>();
  /** Every look at it costs 10 ms, so one document is all that fits into a slice. */
  const clock: Clock = {
    now: () => (now += 10),
    setTimeout(callback) {
      timers.add(callback);
      return { dispose: () => void timers.delete(callback) };
    },
  };

  const names = ['first', 'second', 'third'];
  // Each has other words, or what is said of some would be expected of all.
  const code: Readonly<Record<string, string>> = {
    first: 'start(now);',
    second: 'stop(then);',
    third: 'go(away);',
  };
  const documents = names.map(name => ({
    kind: 'document' as const,
    path: `${name}.js`,
    language: 'javascript',
    text: `await call(${name}).${code[name] ?? ''}\n`.repeat(9),
  }));

  function known(recall: Recall): string[] {
    return names.filter(name => {
      const form = {
        kind: 'cursor' as const,
        path: 'x.js',
        language: 'javascript',
        prefix: `await call(${name}).`,
        suffix: '',
      };
      return recall.complete(form, 50).text.startsWith(code[name] ?? '?');
    });
  }

  function runTimers(): void {
    for (const timer of [...timers]) {
      timers.delete(timer);
      timer();
    }
  }

  it('reads only so much of a text of many megabytes', () => {
    const recall = new Recall(new CodeBase(undefined, clock, silentLog), clock);
    const huge = 'first.start(now);\n'.repeat(200_000);
    const form = { kind: 'cursor' as const, path: 'x.js', language: 'javascript' };
    const { characters } = workOf(() => {
      recall.learn([{ ...form, kind: 'document', path: 'huge.js', text: huge }]);
      recall.complete({ ...form, prefix: `${huge}first.`, suffix: `\n${huge}` }, 50);
      recall.count([huge]);
    });
    assert.ok(characters < huge.length * 30, String(characters / huge.length));
    assert.deepEqual(known(recall), []);
    const few = recall.count(['first.start(now);\n'.repeat(1000)]);
    assert.ok(Math.abs(recall.count([huge]) / few / 200 - 1) < 0.01);
    recall.dispose();
  });

  it('reads open documents a slice at a time, and no answer waits for the rest', () => {
    const recall = new Recall(new CodeBase(undefined, clock, silentLog), clock);
    recall.learn(documents);
    assert.deepEqual(known(recall), ['first']);
    runTimers();
    assert.deepEqual(known(recall), ['first', 'second']);
    runTimers();
    assert.deepEqual(known(recall), names);
    assert.equal(timers.size, 0);
    recall.dispose();
  });

  it('reads nothing again for one because another was asked in between', () => {
    const base = new CodeBase(undefined, clock, silentLog);
    const [one, other] = [new Recall(base, clock), new Recall(base, clock)];
    const form = { kind: 'cursor' as const, path: 'x.js', language: 'javascript', suffix: '' };
    const asks = (recall: Recall, name: string): number =>
      workOf(() => {
        recall.learn(documents.slice(0, 1));
        const lines = Array.from({ length: 500 }, (_, at) => `await call(${name}, ${at});\n`);
        const prefix = `${lines.join('')}await call(${name}).`;
        recall.complete({ ...form, prefix }, 50);
        recall.count([prefix]);
      }).characters;
    asks(one, 'first');
    const alone = asks(one, 'first');
    asks(other, 'second');
    assert.equal(asks(one, 'first'), alone);
    asks(one, 'second');
    assert.ok(asks(one, 'first') > alone, 'one in the place of two would have to');
    one.dispose();
    other.dispose();
  });

  it('leaves no timer behind', () => {
    const recall = new Recall(new CodeBase(undefined, clock, silentLog), clock);
    recall.learn(documents);
    assert.equal(timers.size, 1);
    recall.dispose();
    assert.equal(timers.size, 0);
  });
});

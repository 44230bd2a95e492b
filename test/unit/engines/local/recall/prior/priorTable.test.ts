import assert from 'node:assert/strict';
import fc from 'fast-check';
import { priorHash, priorKinds } from '../../../../../../src/engines/local/recall/prior/contexts';
import {
  PriorSays,
  priorKey,
  PriorTable,
  shareSteps,
  stepOf,
} from '../../../../../../src/engines/local/recall/prior/priorTable';

/** A table of continuations: the context, oldest first, then the target and its share. */
function tableOf(...continuations: readonly (readonly [number[], number, number])[]): PriorTable {
  const entries = continuations
    .map(([context, target, share]) => ({
      key: priorKey(priorHash(context.length - 1, Int32Array.from(context), context.length)),
      ...{ target, step: stepOf(share) },
    }))
    .sort((one, other) => one.key - other.key);
  return new PriorTable(
    Uint32Array.from(entries, ({ key }) => key),
    Uint16Array.from(entries, ({ target }) => target),
    Uint8Array.from(entries, ({ step }) => step),
  );
}

function ask(table: PriorTable, context: number[]): [target: number, chance: number, length: number][] {
  const says = new PriorSays();
  table.ask(Int32Array.from(context), context.length, says);
  return Array.from({ length: says.count }, (_, at) => [
    says.targets[at] ?? 0,
    Math.round(100 * (says.chances[at] ?? 0)) / 100,
    (says.kinds[at] ?? 0) + 1,
  ]);
}

describe('the table of a prior', () => {
  it('says what follows a context, and nothing of others', () => {
    const table = tableOf([[7], 3, 1]);
    assert.deepEqual(ask(table, [7]), [[3, 1, 1]]);
    assert.deepEqual(ask(table, [5, 7]), [[3, 1, 1]]);
    assert.deepEqual([...ask(table, [8]), ...ask(table, [])], []);
  });

  it('hears the longest context first, and leaves shorter ones the rest', () => {
    const table = tableOf([[1, 7], 4, 0.6], [[7], 3, 0.5], [[7], 4, 0.3]);
    const [first, second, ...more] = ask(table, [1, 7]);
    assert.deepEqual([first?.[0], first?.[2]], [4, 2]);
    assert.deepEqual([second?.[0], second?.[2]], [3, 1]);
    assert.ok((first?.[1] ?? 0) > 0.5 && (second?.[1] ?? 1) < 0.25);
    assert.deepEqual(more, []);
  });

  it('tells shares in steps, the larger the higher', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = [stepOf(Math.min(a, b)), stepOf(Math.max(a, b))];
          assert.ok(low >= 0 && low <= high && high < shareSteps);
        },
      ),
      { seed: 11 },
    );
  });

  it('takes contexts of each length for different ones', () => {
    const contexts = Int32Array.from([9, 9, 9, 9, 9, 9]);
    const hashes = Array.from({ length: priorKinds }, (_, kind) => priorHash(kind, contexts, 6));
    assert.equal(new Set(hashes).size, priorKinds);
    assert.equal(priorHash(2, contexts, 2), 0);
  });
});

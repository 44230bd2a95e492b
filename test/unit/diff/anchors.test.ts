import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchorsOf } from '../../../src/diff/anchors';

const items = fc.array(fc.nat(12), { maxLength: 24, size: 'max' });

/** Items that occur once in a list, with their places. */
function once(list: readonly number[]): Map<number, number> {
  return new Map(
    list.flatMap((item, at) =>
      list.filter(other => other === item).length === 1 ? [[item, at] as const] : [],
    ),
  );
}

/** The length of the longest run of common items in the same order, by the book. */
function longestRun(before: readonly number[], after: readonly number[]): number {
  const [inBefore, inAfter] = [once(before), once(after)];
  const places = [...inBefore].flatMap(([item, at]) => {
    const other = inAfter.get(item);
    return other === undefined ? [] : [{ at, other }];
  });
  const runs: number[] = [];
  places
    .sort((a, b) => a.at - b.at)
    .forEach(({ other }, index) => {
      const shorter = runs.filter((_, earlier) => (places[earlier]?.other ?? 0) < other);
      runs[index] = 1 + Math.max(0, ...shorter);
    });
  return Math.max(0, ...runs);
}

describe('anchorsOf', () => {
  it('has one at the first place of a side as well', () => {
    const part = (...items: readonly number[]) => ({
      items: Int32Array.from(items),
      from: 0,
      to: items.length,
    });
    assert.deepEqual(anchorsOf(part(1, 2), part(3, 1)), [{ a: 0, b: 1 }]);
    assert.deepEqual(anchorsOf(part(2, 1), part(1, 3)), [{ a: 1, b: 0 }]);
  });

  it('is a longest run, in the same order, of what occurs once on both sides', () => {
    const part = fc.record({ head: fc.nat(3), tail: fc.nat(3) });
    fc.assert(
      fc.property(items, items, part, part, (before, after, ofA, ofB) => {
        const a = { items: Int32Array.from(before), from: ofA.head, to: before.length - ofA.tail };
        const b = { items: Int32Array.from(after), from: ofB.head, to: after.length - ofB.tail };
        const anchors = anchorsOf(a, b);
        const [left, right] = [
          before.slice(a.from, Math.max(a.from, a.to)),
          after.slice(b.from, Math.max(b.from, b.to)),
        ];
        assert.equal(anchors.length, longestRun(left, right));
        anchors.forEach((anchor, index) => {
          assert.equal(before[anchor.a], after[anchor.b]);
          assert.equal(once(left).get(before[anchor.a] ?? -1), anchor.a - a.from);
          assert.equal(once(right).get(after[anchor.b] ?? -1), anchor.b - b.from);
          const next = anchors[index + 1];
          if (next) assert.ok(anchor.a < next.a && anchor.b < next.b);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../../src/diff/lineIndex';

const lines = fc.array(fc.constantFrom<string>('a', 'b', 'c', ''), { maxLength: 12 });

describe('LineIndex', () => {
  it('knows which lines occur once', () => {
    const index = new LineIndex(['a', 'b', 'a', '', 'c', '', '']);
    const unique = [0, 1, 2, 3, 4, 5, 6].map(place => index.isUnique(place));
    assert.deepEqual(unique, [false, true, false, false, true, false, false]);
  });

  it('finds the next place of a line, as looking at all of them does', () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '', 'd'), fc.nat(4))),
        (all, asked) => {
          const index = new LineIndex(all);
          let from = 0;
          for (const [line, steps] of asked) {
            from += steps;
            assert.equal(index.next(line, from), all.indexOf(line, from));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds a line again at the place where it was found', () => {
    const index = new LineIndex(['a', 'b', 'a']);
    assert.deepEqual(
      [index.next('a', 0), index.next('a', 0), index.next('a', 1), index.next('a', 2)],
      [0, 0, 2, 2],
    );
    assert.deepEqual([index.next('a', 3), index.next('a', 3), index.next('b', 3)], [-1, -1, -1]);
  });
});

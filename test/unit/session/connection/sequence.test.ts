import assert from 'node:assert/strict';
import { Sequence } from '../../../../src/session/connection/sequence';

describe('Sequence', () => {
  const n = 'next';
  const d = 'duplicate';
  /** Number and type of each frame, and the verdict. */
  const cases: readonly (readonly [string, readonly (readonly [number | undefined, string, string])[]])[] = [
    [
      'rising from 0',
      [
        [0, 'a', n],
        [1, 'b', n],
        [2, 'b', n],
      ],
    ],
    [
      'rising from 1',
      [
        [1, 'a', n],
        [2, 'b', n],
      ],
    ],
    [
      'without numbers',
      [
        [undefined, 'a', n],
        [undefined, 'a', n],
      ],
    ],
    [
      'a repetition at the start',
      [
        [0, 'a', n],
        [0, 'a', d],
        [1, 'b', n],
      ],
    ],
    [
      'a late repetition',
      [
        [0, 'a', n],
        [1, 'b', n],
        [2, 'b', n],
        [1, 'b', d],
        [3, 'c', n],
      ],
    ],
    [
      'a gap',
      [
        [0, 'a', n],
        [1, 'b', n],
        [4, 'b', 'gap'],
        [5, 'b', n],
        [2, 'b', d],
      ],
    ],
    [
      'always 0',
      [
        [0, 'a', n],
        [0, 'b', n],
        [0, 'b', n],
        [0, 'b', n],
      ],
    ],
    [
      'falling',
      [
        [5, 'a', n],
        [4, 'b', n],
        [3, 'b', n],
      ],
    ],
    [
      'falling, with one type',
      [
        [5, 'a', n],
        [4, 'a', n],
      ],
    ],
    [
      'falling, and rising later: not believed any more',
      [
        [5, 'a', n],
        [4, 'b', n],
        [9, 'b', n],
        [6, 'b', n],
      ],
    ],
  ];
  for (const [name, frames] of cases) {
    it(name, () => {
      const sequence = new Sequence();
      assert.deepEqual(
        frames.map(([number, type]) => sequence.accept(number, type)),
        frames.map(([, , verdict]) => verdict),
      );
    });
  }
});

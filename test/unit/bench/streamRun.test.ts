import assert from 'node:assert/strict';
import { delays } from '../../../bench/chat/streamRun';

describe('the time from delta to paint', () => {
  // Words end at 5, 10 and 15.
  const ends = [5, 10, 15];

  it('is that of the first frame with the last whole word of the delta', () => {
    assert.deepEqual(
      delays(
        ends,
        [
          [5, 100],
          [12, 110],
          [15, 120],
        ],
        [
          [0, 107],
          [2, 131],
        ],
      ),
      [7, 21, 11],
    );
  });

  it('says nothing of a delta without a whole word', () => {
    assert.deepEqual(
      delays(
        ends,
        [
          [3, 100],
          [5, 110],
        ],
        [[0, 112]],
      ),
      [2],
    );
  });

  it('fails when a word was never on screen', () => {
    assert.throws(() => delays(ends, [[15, 100]], [[1, 110]]), /never on screen/);
  });
});

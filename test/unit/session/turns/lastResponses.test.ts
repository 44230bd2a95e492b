import assert from 'node:assert/strict';
import { LastResponses } from '../../../../src/session/turns/lastResponses';

describe('LastResponses', () => {
  it('remembers the latest response of 32 lanes, and forgets the lane that was used longest ago', () => {
    const responses = new LastResponses();
    for (let n = 1; n <= 32; n++) responses.note(`edit-${n}`, `r${n}`);
    responses.note('edit-1', 'later');
    responses.note('edit-33', 'r33');
    assert.deepEqual(
      (['edit-1', 'edit-2', 'edit-3', 'edit-33', 'chat'] as const).map(lane => responses.of(lane)),
      ['later', undefined, 'r3', 'r33', undefined],
    );
  });
});

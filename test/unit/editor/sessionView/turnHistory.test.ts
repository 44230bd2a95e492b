import assert from 'node:assert/strict';
import { TurnHistory } from '../../../../src/editor/sessionView/turnHistory';
import type { TurnResult } from '../../../../src/session/turn';

const result = (responseId?: string): TurnResult => ({
  lane: 'inline',
  status: 'completed',
  text: '',
  ...(responseId === undefined ? {} : { responseId }),
  timings: { totalMs: 10, queuedMs: undefined, firstTokenMs: 5, tokensPerSecond: undefined },
  bytes: { up: 1, down: 2 },
});

describe('TurnHistory', () => {
  it('keeps the latest turns, with the ids by which a gateway knows them', () => {
    const history = new TurnHistory(2);
    for (const id of ['resp_1', undefined, 'resp_3']) history.add(result(id), 100);
    assert.deepEqual(
      history.turns.map(({ id, responseId }) => [id, responseId]),
      [
        [2, undefined],
        [3, 'resp_3'],
      ],
    );
  });
});

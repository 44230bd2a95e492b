import assert from 'node:assert/strict';
import type { ServerEvent } from '../../../../src/protocol/serverEvents';
import { Echoes } from '../../../../src/session/connection/echoes';

describe('Echoes', () => {
  const error = (message: string, sequence_number?: number, stream_id?: string): ServerEvent => ({
    ...{ type: 'error', sequence_number, stream_id, headers: undefined },
    said: { status: 500, error: { code: 'server_error', message } },
  });
  const failed = (message: string, sequence_number?: number, stream_id?: string): ServerEvent => ({
    ...{ type: 'response.failed', sequence_number, stream_id },
    response: { id: 'r', error: { message } },
  });

  for (const [name, events, echoes] of [
    ['an error told again as a failed response', [error('no', 0), failed('no', 1)], [false, true]],
    ['the other way round', [failed('no', 7), error('no', 8)], [false, true]],
    ['once only', [failed('no', 1), error('no', 2), failed('no', 3)], [false, true, false]],
    ['two requests refused alike', [error('no', 0), error('no', 0)], [false, false]],
    ['the next request, refused for the same reason', [failed('no', 7), error('no', 0)], [false, false]],
    ['the same without numbers', [failed('no'), error('no')], [false, false]],
    ['another failure', [failed('no', 1), error('not now', 2)], [false, false]],
    ['of another lane', [failed('no', 1, 'a'), error('no', 2, 'b')], [false, false]],
  ] as const) {
    it(name, () => {
      const known = new Echoes();
      assert.deepEqual(
        events.map(event => known.isEcho(event)),
        echoes,
      );
    });
  }
});

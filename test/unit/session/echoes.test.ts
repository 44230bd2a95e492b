import assert from 'node:assert/strict';
import { Echoes } from '../../../src/session/echoes';

describe('Echoes', () => {
  const error = (message: string, stream_id?: string) =>
    ({ type: 'error', status: 500, error: { code: 'server_error', message }, stream_id }) as const;
  const failed = (message: string, stream_id?: string) =>
    ({ type: 'response.failed', response: { id: 'r', error: { message } }, stream_id }) as const;
  const created = (stream_id?: string) =>
    ({ type: 'response.created', response: { id: 'r' }, stream_id }) as const;

  for (const [name, events, echoes] of [
    ['an error told again as a failed response', [error('no'), failed('no')], [false, true]],
    ['the other way round', [failed('no'), error('no')], [false, true]],
    ['once only', [failed('no'), error('no'), error('no')], [false, true, false]],
    ['two requests refused alike', [error('no'), error('no')], [false, false]],
    ['another failure', [failed('no'), error('not now')], [false, false]],
    ['of another lane', [failed('no', 'a'), error('no', 'b')], [false, false]],
    ['of an answer that has begun since', [failed('no'), created(), error('no')], [false, false, false]],
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

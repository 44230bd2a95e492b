import assert from 'node:assert/strict';
import { connectionError, wireError } from '../../../../src/protocol/errors';
import type { ResponseEnd } from '../../../../src/session/connection/responseStream';
import { decide, type Attempts } from '../../../../src/session/turns/retryPolicy';

const fresh: Attempts = {
  outputSeen: false,
  canResendFull: false,
  replays: 0,
  moves: 0,
  serverRetries: 0,
  corrected: false,
};
const failed = (status: number, code?: string, headers?: Record<string, string>) =>
  ({ kind: 'failed', error: wireError({ status, code, message: 'm', headers }) }) satisfies ResponseEnd;
const lost = (replayable: boolean) =>
  ({ kind: 'lost', error: connectionError('m'), replayable }) satisfies ResponseEnd;

describe('decide', () => {
  const forgotten = failed(400, 'previous_response_not_found');
  const limited = (ms: string) => failed(429, 'rate_limit_exceeded', { 'retry-after-ms': ms });
  type Case = readonly [string, Parameters<typeof decide>[0], Partial<Attempts>, string];
  const cases: readonly Case[] = [
    ['completed', { kind: 'completed', usage: undefined }, {}, 'finish'],
    ['cut short', { kind: 'incomplete', reason: 'x', usage: undefined }, {}, 'finish'],
    ['lost before any output', lost(true), {}, 'replay'],
    ['lost a second time', lost(true), { replays: 1 }, 'finish'],
    ['lost after output', lost(true), { outputSeen: true }, 'finish'],
    ['lost because of the request', lost(false), {}, 'finish'],
    ['forgotten, with everything at hand', forgotten, { canResendFull: true }, 'resend-full'],
    ['forgotten, with nothing to resend', forgotten, {}, 'finish'],
    ['an aged connection', failed(400, 'websocket_connection_limit_reached'), {}, 'move'],
    ['an aged connection, twice', failed(400, 'websocket_connection_limit_reached'), { moves: 1 }, 'finish'],
    ['too many lanes', failed(400, 'websocket_stream_limit_reached'), {}, 'move'],
    ['a near rate limit', limited('500'), {}, 'wait'],
    ['a rate limit of just what a turn sits through', limited('10000'), {}, 'wait'],
    ['a far rate limit', limited('60000'), {}, 'finish'],
    ['a rate limit again', limited('500'), { serverRetries: 1 }, 'finish'],
    ['a failing server', failed(500), {}, 'back-off'],
    ['a failing server, three times', failed(500), { serverRetries: 2 }, 'finish'],
    ['a failing server after output', failed(500), { outputSeen: true }, 'finish'],
    ['a refused key', failed(401), {}, 'finish'],
    [
      'lost for a refused key',
      { ...lost(true), error: wireError({ status: 401, message: 'm' }) },
      {},
      'finish',
    ],
    ['a stream that broke off', failed(502, 'stream_ended'), {}, 'replay'],
    ['a stream that broke off twice', failed(502, 'stream_ended'), { replays: 1 }, 'finish'],
    ['a stream that broke off after output', failed(502, 'stream_ended'), { outputSeen: true }, 'finish'],
    ['an endpoint without a WebSocket, said too late', failed(426), {}, 'finish'],
    ['a bad request', failed(400), {}, 'finish'],
    ['a bad request that taught something', failed(400), { corrected: true }, 'correct'],
  ];
  for (const [name, end, attempts, kind] of cases) {
    it(`${name}: ${kind}`, () => assert.equal(decide(end, { ...fresh, ...attempts }).kind, kind));
  }
});

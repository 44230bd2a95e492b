import assert from 'node:assert/strict';
import { liveTest, testResult } from '../../../../src/editor/connect/liveTest';
import { wireError } from '../../../../src/protocol/errors';
import { readForm } from '../../../../src/protocol/promptForms';
import type { TurnResult } from '../../../../src/session/turn';
import { FakeSession } from '../../../support/completion/fakeSession';

const end: TurnResult = {
  lane: 'connect',
  status: 'completed',
  text: '1 2 3',
  timings: { totalMs: 90, firstTokenMs: 42.6, tokensPerSecond: 812.4 },
  bytes: { up: 1, down: 1 },
};

describe('testResult', () => {
  const table: [change: Partial<TurnResult>, works: boolean, summary: RegExp][] = [
    [{}, true, /^First token after 43 ms, then 812 tokens\/s$/],
    [
      { serviceTier: { asked: 'ultrafast', served: 'default' } },
      true,
      /812 tokens\/s; service tier: default instead of ultrafast$/,
    ],
    [{ serviceTier: { asked: undefined, served: 'default' } }, true, /812 tokens\/s$/],
    [{ timings: { totalMs: 1, firstTokenMs: 1 } }, true, /^First token after 1 ms$/],
    [{ status: 'incomplete', reason: 'max_output_tokens' }, true, /^First token/],
    [{ status: 'incomplete', reason: 'max_output_tokens', text: '' }, true, /thinks for longer/],
    [{ text: '' }, false, /answered nothing/],
    [{ status: 'cancelled' }, false, /Cancelled/],
    [
      { status: 'failed', error: wireError({ status: 404, message: 'There is no model m.' }) },
      false,
      /^There is no model m\.$/,
    ],
  ];
  for (const [change, works, summary] of table) {
    it(summary.source, () => {
      const result = testResult({ ...end, ...change }, 'vLLM');
      assert.equal(result.works, works);
      assert.match(result.summary, summary);
      assert.equal(result.how, 'vLLM');
    });
  }
});

describe('liveTest', () => {
  const remote = { kind: 'remote', url: 'wss://h/v1/responses', origin: 'wss://h' } as const;

  it('asks for text, and says how the server is asked', async () => {
    const session = new FakeSession();
    const result = liveTest(session, { endpoint: remote }, new AbortController().signal);
    const turn = session.turns[0];
    assert.ok(turn);
    turn.say('1 2 3');
    turn.end();
    assert.equal((await result).how, 'Responses over WebSocket');
    assert.equal(turn.request.lane, 'connect');
  });

  it('asks a server that only completes at a cursor', () => {
    const session = new FakeSession();
    void liveTest(session, { endpoint: remote, api: 'infill' }, new AbortController().signal);
    const input = session.turns[0]?.request.input;
    assert.ok(typeof input === 'string');
    assert.equal(readForm(input)?.kind, 'cursor');
  });

  it('ends with its signal', async () => {
    const session = new FakeSession();
    const abort = new AbortController();
    const result = liveTest(session, { endpoint: remote }, abort.signal);
    abort.abort();
    session.turns[0]?.end('cancelled');
    assert.deepEqual(await result, { works: false, summary: 'Cancelled.', how: 'Responses over WebSocket' });
  });
});

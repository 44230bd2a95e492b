import assert from 'node:assert/strict';
import type { Lane } from '../../../src/session/lane';
import { harness, outcome, settle } from '../../support/session/harness';
import { scriptedPost, type PostedRequest } from '../../support/session/scriptedPost';

const sse = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;

/** A session whose endpoint answered 426, with one turn on its way. */
async function fallenBack(lane: Lane = 'inline') {
  const { post, requests } = scriptedPost();
  const base = harness({ httpPost: post });
  const turn = base.session.start({ lane, input: 'a', maxOutputTokens: 9 });
  await settle();
  base.endpoint.socket.refuse(426);
  await settle();
  const request = requests[0];
  assert.ok(request);
  return { ...base, turn, request, requests };
}

describe('without a WebSocket (426)', () => {
  it('a user who reconnects while the way over HTTP is being found gets just that, not a WebSocket taken for it', async () => {
    const { post, requests } = scriptedPost();
    const known: (() => void)[] = [];
    const url = (): Promise<string> =>
      new Promise(resolve => known.push(() => resolve('ws://test/v1/responses')));
    const { session, endpoint } = harness({ httpPost: post, url });
    session.start({ lane: 'inline', input: 'a' });
    known[0]?.();
    await settle();
    endpoint.socket.refuse(426);
    session.reconnect();
    known[1]?.();
    await settle();
    assert.deepEqual([endpoint.sockets.length, requests.length, known.length], [1, 1, 2]);
    session.dispose();
  });

  it('an event beyond 8 MiB ends the turn, and is not asked for again', async () => {
    const { turn, request, requests } = await fallenBack();
    request.answer();
    request.push(sse({ type: 'response.created', response: { id: 'r1' } }));
    request.push(`data: {"type":"response.output_text.delta","delta":"${'x'.repeat(4 * 1024 * 1024)}`);
    request.push('x'.repeat(4 * 1024 * 1024));
    const { status, error } = await turn.done;
    assert.deepEqual([status, error?.kind, error?.code], ['failed', 'protocol', 'bad_answer']);
    assert.match(error?.message ?? '', /larger than allowed/);
    assert.equal(requests.length, 1);
  });

  it('an answer that ends in the middle of its last line counts', async () => {
    const { turn, request } = await fallenBack();
    request.answer();
    request.push(sse({ type: 'response.output_text.delta', delta: 'hi' }));
    request.push('data: {"type":"response.completed","response":{"id":"r1"}}');
    request.push(undefined);
    assert.equal(await outcome(turn), 'completed "hi"');
  });

  it('the same turn goes on over HTTP', async () => {
    const { turn, request, states, session, endpoint } = await fallenBack();
    assert.equal(request.url, 'http://test/v1/responses');
    assert.deepEqual(request.body, {
      model: 'm',
      input: [{ role: 'user', content: 'a' }],
      max_output_tokens: 9,
      store: false,
      stream_options: { include_obfuscation: false },
      stream: true,
    });
    request.answer();
    request.push(sse({ type: 'response.created', response: { id: 'r1' } }));
    request.push('event: x\ndata: {"type":"response.output_te');
    request.push('xt.delta","delta":"hi"}\r\n\r\n');
    request.push(sse({ type: 'response.completed', response: { id: 'r1' } }));
    request.push(undefined);
    assert.equal(await outcome(turn), 'completed "hi"');
    assert.deepEqual(states, ['connecting', 'ready']);
    assert.equal(endpoint.sockets.length, 1);
    const { warmUp, incremental, answersBare } = session.profile;
    assert.deepEqual([warmUp, incremental, answersBare], [false, false, false]);
  });

  it('cancelling aborts the request, and the lane is free', async () => {
    const { turn, request, requests, session } = await fallenBack();
    request.answer();
    turn.cancel();
    assert.equal(request.signal.aborted, true);
    const next = session.start({ lane: 'inline', input: 'b' });
    await settle();
    requests[1]?.answer();
    requests[1]?.push(sse({ type: 'response.created', response: { id: 'r2' } }));
    requests[1]?.push(sse({ type: 'response.completed', response: { id: 'r2' } }));
    assert.equal(await outcome(next), 'completed ""');
  });

  it('lanes run side by side, redirects work, chains are sent in full', async () => {
    const { turn, request, requests, session } = await fallenBack('edit');
    request.answer();
    request.push(sse({ type: 'response.created', response: { id: 'r1' } }));
    request.push(sse({ type: 'response.output_text.delta', delta: 'half' }));
    await settle();
    session.start({
      lane: 'chat',
      input: 'new',
      previous: 'r0',
      fullInput: () => [{ role: 'user', content: 'all' }],
    });
    turn.steer('shorter');
    await settle();
    assert.deepEqual(
      requests.map(({ body }) => /"input":(\[.*?\])/.exec(JSON.stringify(body))?.[1]),
      [
        '[{"role":"user","content":"a"}]',
        '[{"role":"user","content":"all"}]',
        '[{"role":"user","content":"a"},{"role":"assistant","content":"half"},{"role":"user","content":"shorter"}]',
      ],
    );
  });

  for (const [status, headers, expected] of [
    [401, {}, 'failed auth ""'],
    [400, {}, 'failed request ""'],
    [429, { 'retry-after': '60' }, 'failed rate-limit ""'],
  ] as const) {
    it(`HTTP ${status} is told as what it is`, async () => {
      const { turn, request } = await fallenBack();
      request.answer(status, headers);
      request.push('{"error":{"message":"No.","code":null}}');
      request.push(undefined);
      assert.equal(await outcome(turn), expected);
      assert.equal((await turn.done).error?.message, 'No.');
    });
  }

  const bodies: readonly (readonly [what: string, body: string, expected: string])[] = [
    [
      'one JSON object',
      JSON.stringify({
        id: 'r',
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text: 'hi' }] }],
      }),
      'completed "hi"',
    ],
    [
      'signs of life between events',
      `data:\n\n${sse({ type: 'response.created', response: { id: 'r' } })}event: ping\ndata: alive\n\n${sse({ type: 'response.output_text.delta', delta: 'hi' })}data: [DONE]\n\n${sse({ type: 'response.completed', response: { id: 'r' } })}`,
      'completed "hi"',
    ],
    [
      'no word that it begins',
      sse({ type: 'response.output_text.delta', delta: 'hi' }) +
        sse({ type: 'response.completed', response: {} }),
      'completed "hi"',
    ],
    [
      'an error of no kind',
      JSON.stringify({ error: { message: 'No.', code: 'context_length_exceeded' } }),
      'failed request ""',
    ],
    ['a web page', '<html>Sign in</html>', 'failed protocol ""'],
  ];
  for (const [what, body, expected] of bodies) {
    it(`an answer that is ${what}`, async () => {
      const { turn, request, clock } = await fallenBack();
      request.answer();
      request.push(body);
      request.push(undefined);
      await settle();
      clock.tick(60_000);
      assert.equal(await outcome(turn), expected);
    });
  }

  for (const [body, said] of [
    ['{"detail":"No."}', 'No.'],
    ['{"error":"No."}', 'No.'],
    ['{"message":"No."}', 'No.'],
    ['no JSON', 'The endpoint answered HTTP 400.'],
  ] as const) {
    it(`a refusal in the form ${body} is told in its words`, async () => {
      const { turn, request } = await fallenBack();
      request.answer(400);
      request.push(body);
      request.push(undefined);
      assert.equal((await turn.done).error?.message, said);
    });
  }

  it('a stream that breaks off fails the turn and keeps its text', async () => {
    const { turn, request } = await fallenBack();
    request.answer();
    request.push(sse({ type: 'response.created', response: { id: 'r1' } }));
    request.push(sse({ type: 'response.output_text.delta', delta: 'half' }));
    request.push(undefined);
    assert.equal(await outcome(turn), 'failed server "half"');
  });

  for (const [name, first] of [
    ['text', { type: 'response.output_text.delta', delta: 'hi' }],
    ['thoughts', { type: 'response.reasoning_text.delta', delta: 'hm' }],
    ['a sign of life', { type: 'keepalive' }],
  ] as const) {
    it(`answers side by side that do not say when they begin, and begin with ${name}, are whole`, async () => {
      const { turn, request, requests, session } = await fallenBack();
      const other = session.start({ lane: 'chat', input: 'b' });
      await settle();
      const both = [request, requests[1]];
      const output = [{ type: 'message', content: [{ type: 'output_text', text: 'hi' }] }];
      for (const [at, one] of both.entries()) {
        one?.answer();
        one?.push(sse(first));
        one?.push(sse({ type: 'response.completed', response: { id: `r${at}`, output } }));
        one?.push(undefined);
      }
      assert.deepEqual(await Promise.all([turn, other].map(outcome)), ['completed "hi"', 'completed "hi"']);
      assert.equal(requests.length, 2);
    });
  }

  for (const [name, former] of [
    ['closes', undefined],
    ['breaks off', new Error('reset')],
    ['says more', sse({ type: 'response.output_text.delta', delta: 'late' })],
    ['ends twice', sse({ type: 'response.completed', response: { id: 'r1' } })],
    ['fails', sse({ type: 'error', status: 500, error: { code: 'server_error', message: 'Late.' } })],
  ] as const) {
    for (const begun of [false, true]) {
      it(`the next turn of a lane, ${begun ? 'begun' : 'asked for'}, hears nothing when the former's body ${name}`, async () => {
        const { turn, request, requests, session, clock } = await fallenBack('chat');
        const next = session.start({ lane: 'chat', input: 'b' });
        request.answer();
        request.push(sse({ type: 'response.created', response: { id: 'r1' } }));
        request.push(sse({ type: 'response.completed', response: { id: 'r1' } }));
        assert.equal(await outcome(turn), 'completed ""');
        const mine = requests[1];
        assert.ok(mine, 'the next is sent when the answer has ended, not when its body has');
        mine.answer();
        const beginning = sse({ type: 'response.created', response: { id: 'r2' } });
        if (begun) mine.push(beginning);
        await settle();
        request.push(former);
        await settle();
        if (!begun) mine.push(beginning);
        mine.push(sse({ type: 'response.output_text.delta', delta: 'own' }));
        mine.push(sse({ type: 'response.completed', response: { id: 'r2' } }));
        assert.equal(await outcome(next), 'completed "own"');
        await clock.advance(5_000);
        assert.equal(requests.length, 2);
        session.dispose();
        assert.ok(requests.every(({ signal }) => signal.aborted));
      });
    }
  }

  for (const [name, broken] of [
    [
      'the body ends before the answer',
      (request: PostedRequest) => (request.answer(), request.push(undefined)),
    ],
    ['the body breaks off', (request: PostedRequest) => (request.answer(), request.push(new Error('reset')))],
    ['there is no answer', (request: PostedRequest) => request.reject(new Error('reset'))],
  ] as const) {
    it(`nobody knows what became of it when ${name}: it is sent once more and no more`, async () => {
      const { turn, request, requests, clock } = await fallenBack();
      broken(request);
      await clock.advance(5_000);
      assert.equal(requests.length, 2);
      const again = requests[1];
      assert.ok(again);
      broken(again);
      await clock.advance(5_000);
      assert.match(await outcome(turn), /^failed/);
      assert.equal(requests.length, 2);
    });
  }

  it('a server that cannot be reached has not got the request, which is tried again', async () => {
    const { turn, requests, clock } = await fallenBack();
    for (let n = 0; n < 3; n++) {
      requests[n]?.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
      await clock.advance(1_000);
    }
    assert.match(await outcome(turn), /^failed/);
    assert.equal(requests.length, 3);
  });

  it('an answer that never comes ends the turn, and the request', async () => {
    const { turn, request, clock } = await fallenBack();
    request.answer();
    request.push(sse({ type: 'response.created', response: { id: 'r1' } }));
    await clock.advance(299_999);
    assert.equal(request.signal.aborted, false);
    await clock.advance(1);
    assert.equal(await outcome(turn), 'failed connection ""');
    assert.equal(request.signal.aborted, true);
  });

  for (const nonsense of ['{"type":', '[]', '{"no":"type"}', '{"type":"response.completed"}']) {
    it(`an answer with ${nonsense} in it fails, and no other`, async () => {
      const { turn, request, requests, session } = await fallenBack();
      const other = session.start({ lane: 'chat', input: 'b' });
      await settle();
      for (const one of requests) one.answer();
      requests[1]?.push(sse({ type: 'response.output_text.delta', delta: 'hi' }));
      request.push(`data: ${nonsense}\n\n`);
      assert.equal(await outcome(turn), 'failed protocol ""');
      assert.equal(request.signal.aborted, true);
      requests[1]?.push('data: {"type":"response.output_item.added"}\n\n');
      requests[1]?.push(sse({ type: 'response.completed', response: { id: 'r' } }));
      assert.equal(await outcome(other), 'completed "hi"');
    });
  }

  it('there is no connection that could grow old', async () => {
    const { turn, request, session, clock } = await fallenBack();
    request.answer();
    request.push(sse({ type: 'response.completed', response: { id: 'r1' } }));
    await turn.done;
    const { connects } = session.metrics();
    await clock.advance(5 * 60_000);
    assert.equal(session.metrics().connects, connects);
  });

  it('disposing aborts what runs', async () => {
    const { turn, request, session, clock } = await fallenBack();
    session.dispose();
    assert.equal(await outcome(turn), 'cancelled ""');
    assert.equal(request.signal.aborted, true);
    assert.equal(clock.pending, 0);
  });
});

import assert from 'node:assert/strict';
import { harness, lanes, ourHeaders, outcome, settle, type Harness } from '../../../support/session/harness';
import type { Session } from '../../../../src/session/session';
import type { ServerSocket } from '../../../support/session/scriptedEndpoint';

const warmUp = {
  lane: 'inline-context' as const,
  instructions: 'complete',
  input: [{ role: 'user' as const, content: 'static' }],
};
const turn = {
  lane: 'inline' as const,
  instructions: 'complete',
  input: 'cursor',
  previous: 'w1',
  fullInput: () => [{ role: 'user' as const, content: 'static|cursor' }],
};

/** A session whose context lane is warm as `w1`. */
async function warmed(): Promise<Harness & { readonly socket: ServerSocket }> {
  const base = harness();
  const warm = base.session.warm(warmUp);
  await settle();
  const socket = base.endpoint.socket.accept(ourHeaders());
  socket.answer('inline-context', 'w1');
  assert.equal(await warm, 'w1');
  base.endpoint.take();
  return { ...base, socket };
}

const sent = (lines: readonly string[]): string[] => lines.filter(line => line.includes('→'));

describe('warm bases', () => {
  it('are forked from again and again', async () => {
    const { session, socket, endpoint } = await warmed();
    for (const id of ['r1', 'r2', 'r3']) {
      const running = session.start(turn);
      socket.answer('inline', id, 'x');
      await running.done;
    }
    assert.deepEqual(sent(endpoint.take()), Array(3).fill('1 → response.create inline after w1 "cursor"'));
  });

  it('are sent again on a new connection, where the first id goes on being valid', async () => {
    const { session, endpoint, clock, socket } = await warmed();
    socket.hangUp();
    await clock.advance(1000);
    const next = endpoint.socket.accept(ourHeaders());
    session.start(turn).cancel();
    next.answer('inline-context', 'w2');
    await settle();
    const running = session.start(turn);
    next.answer('inline.2', 'r', 'x');
    assert.equal(await outcome(running), 'completed "x"');
    assert.deepEqual(sent(endpoint.take()), [
      '2 → response.create inline-context warm-up "static"',
      '2 → response.create inline "static|cursor"',
      '2 → codex_spark.cancel inline',
      '2 → response.create inline.2 after w2 "cursor"',
    ]);
  });

  it('are sent again when the server has forgotten them, and the turn goes out in full meanwhile', async () => {
    const { session, endpoint, socket } = await warmed();
    const running = session.start(turn);
    socket.error('inline', 400, 'previous_response_not_found');
    socket.answer('inline', 'r', 'x');
    socket.answer('inline-context', 'w2');
    assert.equal(await outcome(running), 'completed "x"');
    session.start(turn);
    assert.deepEqual(
      sent(endpoint.take()),
      [
        '1 → response.create inline after w1 "cursor"',
        '1 → response.create inline-context warm-up "static"',
        '1 → response.create inline "static|cursor"',
        '1 → response.create inline after w2 "cursor"',
      ].sort((a, b) => Number(b.includes('after w1')) - Number(a.includes('after w1'))),
    );
  });

  it('are not sent twice for the same content, and are replaced for another', async () => {
    const { session, endpoint, socket } = await warmed();
    assert.equal(await session.warm({ ...warmUp, input: [...warmUp.input] }), 'w1');
    assert.deepEqual(endpoint.take(), []);
    const other = session.warm({ ...warmUp, input: [{ role: 'user', content: 'new' }] });
    await settle();
    socket.answer('inline-context', 'w2');
    assert.equal(await other, 'w2');
    session.start(turn);
    assert.deepEqual(sent(endpoint.take()), [
      '1 → response.create inline-context warm-up "new"',
      '1 → response.create inline "static|cursor"',
    ]);
  });

  it('are sent once when they are asked for again while they are on their way', async () => {
    const { session, endpoint } = harness();
    const both = [session.warm(warmUp), session.warm({ ...warmUp })];
    await settle();
    endpoint.socket.accept(ourHeaders()).answer('inline-context', 'w1');
    assert.deepEqual(await Promise.all(both), ['w1', 'w1']);
    assert.deepEqual(sent(endpoint.take()), ['1 → response.create inline-context warm-up "static"']);
  });

  it('are sent for who still wants them, when the one who asked first does not any more', async () => {
    const { session, endpoint } = harness();
    const abort = new AbortController();
    const first = session.warm(warmUp, abort.signal);
    const second = session.warm({ ...warmUp });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('inline-context', 'w1');
    abort.abort();
    assert.equal(await first, undefined);
    await settle();
    socket.answer('inline-context.2', 'w2');
    assert.equal(await second, 'w2');
  });

  it('cost no connection when nobody wants them any more: nothing would be generated', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const abort = new AbortController();
    const warm = session.warm(warmUp, abort.signal);
    await settle();
    endpoint.socket.accept().created('inline-context', 'w1');
    endpoint.take();
    abort.abort();
    assert.equal(await warm, undefined);
    assert.deepEqual(endpoint.take(), []);
    void session.warm({ ...warmUp, input: [{ role: 'user', content: 'new' }] });
    await settle();
    assert.deepEqual(endpoint.take(), ['1 → response.create inline-context.2 warm-up "new"']);
  });

  it('that failed are not remembered', async () => {
    const { session, endpoint } = harness();
    const failed = session.warm(warmUp);
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('inline-context', 400, 'invalid_request');
    assert.equal(await failed, undefined);
    const again = session.warm(warmUp);
    await settle();
    socket.answer('inline-context', 'w2');
    assert.equal(await again, 'w2');
    assert.equal(sent(endpoint.take()).length, 2);
  });

  for (const [what, end] of [
    ['was cut short', { response: { id: 'w1', incomplete_details: { reason: 'max_output_tokens' } } }],
    ['has no id', { response: { id: '', status: 'completed' } }],
  ] as const) {
    it(`are nothing to go on from where the server's answer ${what}`, async () => {
      const { session, endpoint } = harness();
      const warm = session.warm(warmUp);
      await settle();
      const socket = endpoint.socket.accept(ourHeaders());
      const how = 'status' in end.response ? 'completed' : 'incomplete';
      socket.say('inline-context', 'response.created', { response: { id: end.response.id } });
      socket.say('inline-context', `response.${how}`, end);
      assert.equal(await warm, undefined);
    });
  }

  it('are not sent to a new connection once nobody goes on from them', async () => {
    const { session, endpoint, clock, socket } = await warmed();
    session.forgetWarmUp(warmUp.lane);
    socket.hangUp();
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders());
    await settle();
    assert.deepEqual(sent(endpoint.take()), []);
  });

  it('are sent again one by one: the server has forgotten only the one that was continued from', async () => {
    const { session, endpoint, socket } = await warmed();
    const other = session.warm({ ...warmUp, lane: 'edit-context' });
    await settle();
    socket.answer('edit-context', 'e1');
    assert.equal(await other, 'e1');
    endpoint.take();
    session.start(turn);
    socket.error('inline', 400, 'previous_response_not_found');
    assert.deepEqual(sent(endpoint.take()), [
      '1 → response.create inline after w1 "cursor"',
      '1 → response.create inline-context warm-up "static"',
      '1 → response.create inline "static|cursor"',
    ]);
  });

  it('are known on a new connection by the name that they have there, also to who has nothing else to send', async () => {
    const { session, endpoint, clock, socket } = await warmed();
    socket.hangUp();
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders()).answer('inline-context', 'w2');
    await settle();
    endpoint.take();
    session.start({ lane: 'inline', input: 'cursor', previous: 'w1' });
    assert.deepEqual(sent(endpoint.take()), ['2 → response.create inline after w2 "cursor"']);
  });

  for (const change of [
    { model: 'other' },
    { instructions: 'other' },
    { reasoningEffort: 'low' as const },
    { verbosity: 'low' as const },
    { cacheOnlyMarked: true },
  ]) {
    it(`are others with ${JSON.stringify(change)}`, async () => {
      const { session, endpoint, socket } = await warmed();
      const other = session.warm({ ...warmUp, ...change });
      await settle();
      socket.answer('inline-context', 'w2');
      assert.equal(await other, 'w2');
      assert.equal(sent(endpoint.take()).length, 1);
    });
  }

  it('are remembered for eight lanes, the latest ones', async () => {
    const { session, endpoint, socket } = await warmed();
    for (let n = 2; n <= 9; n++) {
      const lane = `inline-${n}` as const;
      const warm = session.warm({ ...warmUp, lane });
      await settle();
      socket.answer(lane, `w${n}`);
      assert.equal(await warm, `w${n}`);
    }
    endpoint.take();
    assert.equal(await session.warm({ ...warmUp, lane: 'inline-2' }), 'w2');
    assert.deepEqual(sent(endpoint.take()), []);
    void session.warm(warmUp);
    await settle();
    assert.equal(sent(endpoint.take()).length, 1);
  });

  it('do not move on while a fork of them is not read yet', async () => {
    const { session, endpoint, socket } = await warmed();
    session.start(turn);
    void session.warm({ ...warmUp, input: [{ role: 'user', content: 'new' }] });
    await settle();
    assert.deepEqual(sent(endpoint.take()), [
      '1 → response.create inline after w1 "cursor"',
      '1 → response.create inline-context.2 warm-up "new"',
    ]);
    socket.created('inline', 'r');
  });

  /** A session whose connection has been replaced while a warm-up was on its way there. */
  async function replacedMeanwhile() {
    const all = harness();
    const warm = all.session.warm(warmUp);
    all.session.start({ lane: 'chat', input: 'c' });
    await settle();
    const one = all.endpoint.socket.accept(ourHeaders());
    one.error('chat', 400, 'websocket_connection_limit_reached');
    await settle();
    const two = all.endpoint.socket.accept(ourHeaders());
    await settle();
    all.endpoint.take();
    return { ...all, warm, one, two };
  }

  it('come to the connection that took the place of the one they were on their way to', async () => {
    const { session, endpoint, warm, one, two } = await replacedMeanwhile();
    one.answer('inline-context', 'w1');
    assert.equal(await warm, 'w1');
    two.answer('inline-context', 'w2');
    await settle();
    session.start(turn);
    assert.deepEqual(sent(endpoint.take()), [
      '1 → close 1000',
      '2 → response.create inline-context warm-up "static"',
      '2 → response.create inline after w2 "cursor"',
    ]);
  });

  for (const [what, giveUp] of [
    ['others took their place', session => void session.warm({ ...warmUp, input: [] })],
    ['nobody goes on from them', session => session.forgetWarmUp(warmUp.lane)],
  ] as const satisfies readonly (readonly [string, (session: Session) => void])[]) {
    it(`are not waited for on a new connection once ${what}`, async () => {
      const { session, endpoint, clock, socket } = await warmed();
      socket.hangUp();
      await clock.advance(1000);
      endpoint.socket.accept(ourHeaders()).created('inline-context', 'w2');
      endpoint.take();
      giveUp(session);
      await settle();
      assert.deepEqual(sent(endpoint.take()), [
        '2 → codex_spark.cancel inline-context w2',
        ...(what === 'others took their place' ? ['2 → response.create inline-context.2 warm-up ""'] : []),
      ]);
    });
  }

  it('come once to a connection, however many of those before it are being left', async () => {
    const { session, endpoint, clock, socket } = await warmed();
    socket.hangUp();
    await clock.advance(1000);
    const two = endpoint.socket.accept(ourHeaders());
    session.start({ lane: 'chat', input: 'c' });
    two.error('chat', 400, 'websocket_connection_limit_reached');
    await settle();
    const three = endpoint.socket.accept(ourHeaders());
    two.answer('inline-context', 'w2');
    await settle();
    three.answer('inline-context', 'w3');
    await settle();
    const warmUps = sent(endpoint.take()).filter(line => line.includes('warm-up'));
    assert.deepEqual(
      warmUps.map(line => line[0]),
      ['2', '3'],
    );
  });

  it('come to the spare as soon as it is there', async () => {
    const { session, endpoint } = harness({ profile: { warmUp: true } });
    const warm = session.warm(warmUp);
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    one.answer('', 'w1');
    assert.equal(await warm, 'w1');
    endpoint.take();
    endpoint.socket.accept();
    assert.deepEqual(sent(endpoint.take()), ['2 → response.create warm-up "static"']);
  });

  it('go to no other connection when they have been given up on their way', async () => {
    const { session, endpoint, warm, one } = await replacedMeanwhile();
    session.forgetWarmUp(warmUp.lane);
    one.answer('inline-context', 'w1');
    assert.equal(await warm, 'w1');
    await settle();
    assert.deepEqual(sent(endpoint.take()), ['1 → close 1000']);
  });

  it('cost a keystroke in a file of 1,000 lines less than a tenth of the bytes', async () => {
    const line = '  const total = items.reduce((sum, item) => sum + item.price * item.count, 0);\n';
    const file = [{ role: 'user' as const, content: line.repeat(1000) }];
    const cursor = [{ role: 'user' as const, content: line.repeat(20) }];
    const bytesOf = async (warm: boolean): Promise<number> => {
      const { session, endpoint } = harness({ profile: { ...lanes, warmUp: warm } });
      const id = session.warm({ lane: 'inline-context', instructions: 'i', input: file });
      await settle();
      const socket = endpoint.socket.accept();
      if (warm) socket.answer('inline-context', 'w1');
      const previous = await id;
      const full = () => [...file, ...cursor];
      const running = session.start({
        lane: 'inline',
        instructions: 'i',
        ...(previous === undefined ? { input: full() } : { input: cursor, previous, fullInput: full }),
      });
      socket.answer('inline', 'r', 'x');
      return (await running.done).bytes.up;
    };
    const [with_, without] = [await bytesOf(true), await bytesOf(false)];
    assert.ok(without > 78_000 && with_ < 2_000, `${with_} bytes with, ${without} without`);
  });
});

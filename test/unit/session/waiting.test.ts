import assert from 'node:assert/strict';
import { harness, hasEnded, lanes, ourHeaders, outcome, settle } from '../../support/session/harness';

const sent = (lines: readonly string[]): string[] => lines.filter(line => line.includes('→'));

describe('session: nobody waits for what is gone', () => {
  it('a turn behind a warm-up is sent when the connection the warm-up was for is lost', async () => {
    const { session, endpoint, clock } = harness({ profile: lanes });
    const warm = session.warm({ lane: 'inline', input: [{ role: 'user', content: 'static' }] });
    await settle();
    endpoint.socket.accept().answer('inline', 'w1');
    await warm;
    endpoint.socket.hangUp();
    await clock.advance(200);
    // The session warms its new connection by itself, and tries again when the server fails.
    endpoint.socket.accept().error('inline', 500, 'server_error');
    await clock.advance(200);
    endpoint.socket.error('inline', 500, 'server_error');
    const turn = session.start({ lane: 'inline', input: 'a' });
    endpoint.socket.hangUp();
    await clock.advance(200);
    endpoint.socket.accept();
    await clock.advance(200);
    endpoint.socket.answer('inline', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
  });

  it('a warm-up that is not answered is given up after 10 s', async () => {
    const { session, endpoint, clock } = harness({ profile: { ...lanes, cancelMessage: true } });
    const warm = session.warm({ lane: 'inline', input: [] });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.created('inline', 'w1');
    for (let n = 0; n < 5; n++) {
      await clock.advance(2_000);
      socket.pong();
    }
    assert.equal(await warm, undefined);
    assert.deepEqual(sent(endpoint.take()), [
      '1 → response.create inline warm-up ""',
      '1 → codex_spark.cancel inline w1',
      '1 → response.create inline.2 "a"',
    ]);
    turn.cancel();
  });

  it('a warm-up holds up nobody where the server has turned out to have none', async () => {
    const { session, endpoint } = harness();
    session.start({ lane: 'chat', input: 'c' });
    await settle();
    endpoint.socket.accept();
    await settle();
    endpoint.socket.refuse(403);
    assert.equal(await session.warm({ lane: 'inline', input: [] }), undefined);
    assert.deepEqual(sent(endpoint.take()), ['1 → response.create "c"']);
    session.dispose();
  });

  it('an answer of which nothing is heard for five minutes fails, and is stopped', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('chat', 'r');
    const pass = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 2_000) {
        await clock.advance(2_000);
        socket.pong();
      }
    };
    await pass(200_000);
    socket.delta('chat', 'half');
    await pass(298_000);
    assert.equal(await hasEnded(turn), false);
    await pass(2_000);
    assert.equal(await outcome(turn), 'failed connection "half"');
    assert.equal((await turn.done).error?.code, 'silent');
    assert.equal(sent(endpoint.take()).at(-1), '1 → codex_spark.cancel chat r');
  });

  it('an unread answer that does not end takes its connection with it after a minute, once nobody reads there', async () => {
    const { session, endpoint, clock } = harness();
    const first = session.start({ lane: 'inline', input: 'a' });
    const chat = session.start({ lane: 'chat', input: 'c' });
    await settle();
    const one = endpoint.socket.accept(ourHeaders());
    one.created('inline', 'r1');
    one.created('chat', 'c1');
    first.cancel();
    for (let n = 0; n < 30; n++) {
      await clock.advance(2_000);
      one.delta('inline', 'and on ');
    }
    const next = session.start({ lane: 'inline', input: 'b' });
    await settle();
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r2', 'x');
    assert.equal(await outcome(next), 'completed "x"');
    assert.equal(one.closed, false);
    one.completed('chat', 'c1');
    assert.equal(await outcome(chat), 'completed ""');
    assert.equal(one.closed, true);
  });

  it('a further connection is opened where every lane name is taken', async () => {
    const { session, endpoint } = harness({ profile: { ...lanes, maxLanes: 1 } });
    session.start({ lane: 'chat', input: 'c' });
    await settle();
    endpoint.socket.accept();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept().answer('inline', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
  });

  it('a further connection that could not be had is tried again while a turn waits for it', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'chat', input: 'c' });
    await settle();
    endpoint.socket.accept();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.unreachable();
    await clock.advance(250);
    endpoint.socket.accept().answer('', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
  });

  it('a turn that has waited in its lane has 30 s of its own when the connection is lost', async () => {
    const { session, endpoint, clock } = harness();
    const long = session.start({ lane: 'chat', input: 'a' });
    const next = session.start({ lane: 'chat', input: 'b' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('chat', 'r');
    for (let n = 0; n < 29; n++) {
      await clock.advance(1_000);
      socket.delta('chat', 'x');
    }
    socket.hangUp();
    assert.match(await outcome(long), /^failed connection/);
    await clock.advance(2_000);
    endpoint.socket.accept(ourHeaders()).answer('chat', 'r2', 'y');
    assert.equal(await outcome(next), 'completed "y"');
  });
});

describe('session: after its end', () => {
  it('sends nothing: a turn that waited is not sent when the one before it is ended', async () => {
    const { session, endpoint, clock } = harness();
    const turns = ['a', 'b', 'c'].map(input => session.start({ lane: 'chat', input }));
    await settle();
    endpoint.socket.accept(ourHeaders()).created('chat', 'r');
    endpoint.take();
    session.dispose();
    assert.deepEqual(await Promise.all(turns.map(outcome)), Array(3).fill('cancelled ""'));
    assert.deepEqual(endpoint.take(), ['1 → close 1000']);
    assert.equal(clock.pending, 0);
  });

  it('asks for no address', async () => {
    let asked = 0;
    const { session, endpoint } = harness({
      url: () => {
        asked++;
        return Promise.resolve('ws://test/v1/responses');
      },
    });
    session.start({ lane: 'chat', input: 'a' });
    await settle();
    endpoint.socket.accept().created('', 'r');
    await settle();
    const before = asked;
    session.dispose();
    await settle();
    assert.equal(asked, before);
  });
});

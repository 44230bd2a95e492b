import assert from 'node:assert/strict';
import { harness, outcome, settle } from '../../support/session/harness';

/** A server nobody knows: one response at a time, no lanes, no cancel message. */
describe('session with a server that runs one response at a time', () => {
  it('opens a spare as soon as the first connection is busy', async () => {
    const { session, endpoint } = harness();
    session.start({ lane: 'chat', input: 'c' });
    await settle();
    endpoint.sockets[0]?.accept();
    await settle();
    assert.equal(endpoint.sockets.length, 2);
    endpoint.sockets[1]?.accept();
    await settle();
    assert.equal(endpoint.sockets.length, 2, 'one spare is enough');
  });

  it('never lets inline wait behind chat', async () => {
    const { session, endpoint } = harness();
    const chat = session.start({ lane: 'chat', input: 'c' });
    await settle();
    const one = endpoint.socket.accept();
    one.created('', 'c1');
    await settle();
    const two = endpoint.socket.accept();
    const inline = session.start({ lane: 'inline', input: 'i' });
    two.answer('', 'i1', 'fast');
    assert.equal(await outcome(inline), 'completed "fast"');
    one.delta('', 'slow');
    one.completed('', 'c1');
    assert.equal(await outcome(chat), 'completed "slow"');
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      ['1 → response.create "c"', '2 → response.create "i"'],
    );
  });

  it('swaps the spare in for a connection that a cancel has soiled', async () => {
    const { session, endpoint } = harness();
    const first = session.start({ lane: 'inline', input: '1' });
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    const two = endpoint.socket.accept();
    one.created('', 'r1');
    first.cancel();
    const second = session.start({ lane: 'inline', input: '2' });
    one.answer('', 'r1', 'one');
    two.answer('', 'r2', 'two');
    assert.equal(await outcome(second), 'completed "two"');
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      ['1 → response.create "1"', '1 → dropped', '2 → response.create "2"'],
    );
  });

  it('lets the little that is left run out when there is a spare', async () => {
    const { session, endpoint, clock } = harness();
    const first = session.start({ lane: 'inline', input: '1', maxOutputTokens: 100 });
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    const two = endpoint.socket.accept();
    one.created('', 'r1');
    one.delta('', 'x'.repeat(36));
    await clock.advance(10);
    first.cancel();
    const second = session.start({ lane: 'inline', input: '2' });
    one.delta('', 'rest');
    one.completed('', 'r1');
    two.answer('', 'r2', 'two');
    assert.deepEqual(await Promise.all([first, second].map(outcome)), [
      `cancelled "${'x'.repeat(36)}"`,
      'completed "two"',
    ]);
    assert.equal(one.closed, false);
  });

  it('gives up a connection whose unread answer does not end', async () => {
    const { session, endpoint, clock } = harness();
    const first = session.start({ lane: 'inline', input: '1', maxOutputTokens: 10 });
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    endpoint.socket.accept();
    one.created('', 'r1');
    one.delta('', 'x'.repeat(36));
    await clock.advance(10);
    first.cancel();
    await clock.advance(4_000);
    one.pong();
    assert.equal(one.closed, false);
    await clock.advance(1_000);
    assert.equal(one.closed, true);
  });

  it('lets nobody wait for an answer that nobody reads', async () => {
    const { session, endpoint, clock } = harness();
    const first = session.start({ lane: 'inline', input: 'i1', maxOutputTokens: 100 });
    for (const input of ['a', 'b', 'c']) {
      await settle();
      endpoint.socket.accept();
      session.start({ lane: `diagnosis-${input}`, input });
    }
    await settle();
    endpoint.socket.accept();
    const [one] = endpoint.sockets;
    assert.ok(one);
    one.created('', 'r1');
    one.delta('', 'x'.repeat(36));
    await clock.advance(10);
    first.cancel();
    assert.equal(one.closed, false, 'little is left');
    session.start({ lane: 'inline', input: 'i2' });
    assert.equal(one.closed, true);
    await settle();
    endpoint.socket.accept();
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      [
        '1 → response.create "i1"',
        '2 → response.create "a"',
        '3 → response.create "b"',
        '4 → response.create "c"',
        '1 → dropped',
        '5 → response.create "i2"',
      ],
    );
  });

  it('gives the spare back when nobody has used it for a minute', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: '1' });
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    const two = endpoint.socket.accept();
    one.answer('', 'r1', 'one');
    await turn.done;
    await clock.advance(30_000);
    one.pong();
    two.pong();
    await clock.advance(29_999);
    assert.deepEqual([one.closed, two.closed], [false, false]);
    await clock.advance(1);
    assert.deepEqual([one.closed, two.closed], [false, true]);
    assert.equal(session.state.kind, 'ready');
  });

  it('does not ask again and again where a second connection is opened and closed at once', async () => {
    const { session, endpoint, clock } = harness();
    const chat = session.start({ lane: 'chat', input: 'c' });
    await settle();
    const one = endpoint.socket.accept();
    one.created('', 'c1');
    for (const pause of [188, 375, 750]) {
      await settle();
      const { length } = endpoint.sockets;
      endpoint.socket.accept().hangUp(1013, 'one is enough');
      await clock.advance(pause - 1);
      assert.equal(endpoint.sockets.length, length);
      await clock.advance(1);
      assert.equal(endpoint.sockets.length, length + 1);
    }
    one.completed('', 'c1');
    assert.equal(await outcome(chat), 'completed ""', 'the first is left alone');
  });

  it('serves the most urgent first when there are connections for one only, and lets nobody starve', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'edit', input: 'e0' });
    await settle();
    const one = endpoint.socket.accept();
    await settle();
    endpoint.socket.refuse(403);
    session.start({ lane: 'chat', input: 'c' });
    session.start({ lane: 'edit', input: 'e1' });
    session.start({ lane: 'inline', input: 'i1' });
    one.answer('', 'r1', 'x');
    one.answer('', 'r2', 'x');
    await clock.advance(5_000);
    session.start({ lane: 'inline', input: 'i2' });
    one.answer('', 'r3', 'x');
    one.answer('', 'r4', 'x');
    one.answer('', 'r5', 'x');
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      ['e0', 'i1', 'e1', 'c', 'i2'].map(text => `1 → response.create "${text}"`),
    );
    assert.equal(endpoint.sockets.length, 2, 'a server that refuses a second connection is not asked again');
  });
});

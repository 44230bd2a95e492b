import assert from 'node:assert/strict';
import { KeepAlive } from '../../../../src/session/connection/keepAlive';
import { ManualClock } from '../../../support/manualClock';
import { harness, ourHeaders, settle } from '../../../support/session/harness';

describe('session: half-open sockets', () => {
  it('are noticed within 10 s while a turn runs', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders()).created('inline', 'r');
    await clock.advance(4000);
    assert.equal(socket.pings, 1);
    socket.pong();
    await clock.advance(8999);
    assert.equal(socket.closed, false);
    await clock.advance(1);
    assert.equal(socket.closed, true);
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders());
    assert.deepEqual(endpoint.socket.frames.length, 1, 'the turn is sent again');
  });

  it('are not suspected while a large request is still being sent', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders());
    for (const left of [9_000_000, 6_000_000, 3_000_000, 0]) {
      socket.bufferedBytes = left;
      await clock.advance(5_000);
      assert.equal(socket.closed, false, `${left} bytes left`);
    }
    await clock.advance(5_000);
    assert.equal(socket.closed, true, 'sent, and still no word');
  });

  it('are pinged every 30 s when idle', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders());
    for (let i = 1; i <= 10; i++) {
      await clock.advance(30_000);
      assert.equal(socket.pings, i);
      socket.pong();
    }
    assert.equal(endpoint.sockets.length, 1);
  });

  it('are not suspected because this machine slept', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders());
    await clock.advance(30_000);
    clock.jump(600_000);
    await clock.advance(0);
    assert.equal(socket.pings, 2, 'asked again');
    socket.pong();
    await clock.advance(20_000);
    assert.equal(socket.closed, false);
  });
});

describe('KeepAlive', () => {
  function rig() {
    const clock = new ManualClock();
    const is = { busy: false, buffered: 0 };
    const did: string[] = [];
    const began = clock.now();
    const say = (what: string) => (): unknown => did.push(`${clock.now() - began} ${what}`);
    const keepAlive = new KeepAlive(clock, {
      isBusy: () => is.busy,
      ping: say('ping'),
      bufferedBytes: () => is.buffered,
      onDead: say('dead'),
    });
    return { clock, is, did, keepAlive };
  }

  it('is suspicious sooner from when an answer is awaited', () => {
    const { clock, is, did, keepAlive } = rig();
    clock.tick(3_000);
    is.busy = true;
    keepAlive.expectAnswer();
    clock.tick(20_000);
    assert.deepEqual(did, ['4000 ping', '9000 dead']);
  });

  it('gives a peer that was asked already no more time because an answer is awaited', () => {
    const { clock, is, did, keepAlive } = rig();
    clock.tick(33_000);
    is.busy = true;
    keepAlive.expectAnswer();
    clock.tick(20_000);
    assert.deepEqual(did, ['30000 ping', '35000 dead']);
  });

  it('asks again where the check comes a second late: it was this machine that slept', () => {
    for (const [late, then] of [
      [999, '35999 dead'],
      [1_000, '36000 ping'],
    ] as const) {
      const { clock, did } = rig();
      clock.tick(30_000);
      clock.jump(5_000 + late);
      clock.tick(0);
      assert.deepEqual(did, ['30000 ping', then]);
    }
  });

  it('leaves no timer behind', () => {
    const { clock, keepAlive } = rig();
    keepAlive.dispose();
    assert.equal(clock.pending, 0);
  });
});

import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/session/connection/connection';
import { TargetRefused } from '../../../../src/session/connection/targetRefused';
import { settle } from '../../../support/manualClock';
import {
  arrive,
  connectedRig,
  keyRefused,
  prove,
  type AskedTarget,
  type ConnectedRig,
  type PoolRig,
} from '../../../support/session/poolRig';
import type { ServerSocket } from '../../../support/session/scriptedEndpoint';

/** The server says what answers no request. */
function told(socket: ServerSocket | undefined): ServerSocket {
  assert.ok(socket);
  socket.raw('{"type":"session.created"}');
  socket.error('', 429, 'too_many_connections');
  return socket;
}

describe('ConnectionPool: the last connection is lost', () => {
  it('is not opened again by itself after five minutes without use, unless turns wait for it', async () => {
    for (const wanted of [false, true]) {
      const { pool, first, endpoint, clock, is } = await connectedRig();
      prove(first, endpoint.socket);
      for (let n = 0; n < 10; n++) {
        await clock.advance(30_000);
        endpoint.socket.pong();
      }
      is.wanted = wanted;
      endpoint.socket.hangUp(1006);
      assert.equal(pool.state.kind, wanted ? 'waiting' : 'idle');
    }
  });

  it('and the server says goodbye: it is greeted again when it is needed, or later, if it never said anything else', async () => {
    for (const proven of [false, true]) {
      const { pool, first, endpoint, asked, losses } = await connectedRig();
      if (proven) prove(first, endpoint.socket);
      endpoint.socket.hangUp(1000);
      assert.equal(pool.state.kind, proven ? 'idle' : 'waiting');
      assert.deepEqual(losses, proven ? [] : ['lost: close_1000']);
      pool.demand();
      assert.equal(asked.length, proven ? 2 : 1);
    }
  });

  const wants: readonly (readonly [what: string, lose: (rig: ConnectedRig) => unknown, goesOn: boolean])[] = [
    ['worked', ({ first, endpoint }) => prove(first, endpoint.sockets[0]).hangUp(1006), true],
    ['was given up to cancel an answer', ({ pool, first }) => pool.replace(first), true],
    ['broke at once', ({ endpoint }) => endpoint.sockets[0]?.hangUp(1006), false],
    ['was told why it breaks', ({ endpoint }) => told(endpoint.sockets[0]).hangUp(1013), false],
  ];
  for (const [what, lose, goesOn] of wants)
    for (const known of [false, true])
      it(`and ${what}: the attempt for another ${known ? 'on its way' : 'in search of its place'} ${goesOn ? 'goes on' : 'is given up'}`, async () => {
        const rig = await connectedRig();
        const { pool, asked, endpoint, gone } = rig;
        pool.demandExtra(2);
        if (known) asked[1]?.know();
        await settle();
        lose(rig);
        assert.equal(pool.state.kind, goesOn ? 'connecting' : 'waiting');
        assert.equal(known ? !endpoint.socket.closed : !asked[1]?.signal.aborted, goesOn);
        assert.deepEqual([asked.length, gone()], [2, 1]);
      });

  it('lived for ten seconds, and counts as one that worked', async () => {
    for (const [ms, state] of [
      [9_999, 'waiting'],
      [10_000, 'connecting'],
    ] as const) {
      const { pool, endpoint, clock } = await connectedRig();
      await clock.advance(ms);
      pool.demandExtra(2);
      endpoint.socket.hangUp(1006);
      assert.equal(pool.state.kind, state);
    }
  });

  it('worked, and costs the attempt on its way none of its patience', async () => {
    const { pool, first, endpoint, asked, clock } = await connectedRig();
    prove(first, endpoint.socket);
    pool.demandExtra(2);
    endpoint.socket.hangUp(1006);
    asked[1]?.know();
    await settle();
    endpoint.socket.unreachable();
    await clock.advance(188);
    assert.equal(asked.length, 3, 'the pauses begin with the shortest');
  });

  for (const known of [false, true])
    it(`for good, and so is the attempt ${known ? 'on its way' : 'in search of its place'}`, async () => {
      const { pool, asked, endpoint } = await connectedRig();
      pool.demandExtra(2);
      if (known) asked[1]?.know();
      await settle();
      endpoint.sockets[0]?.hangUp(1008);
      assert.equal(pool.state.kind, 'refused');
      assert.equal(known ? endpoint.socket.closed : asked[1]?.signal.aborted, true);
    });
});

describe('ConnectionPool: a further connection', () => {
  const ends: readonly (readonly [
    what: string,
    how: 'unknown' | 'not opened' | 'broken',
    end: (socket: ServerSocket, asked: AskedTarget) => void,
    ms: number,
  ])[] = [
    ['has no place', 'unknown', (_, asked) => asked.fail(new Error('There is no such place.')), 188],
    ['is barred from its place', 'unknown', (_, asked) => asked.fail(new TargetRefused(keyRefused)), 60_000],
    ['cannot be opened', 'not opened', socket => socket.unreachable(), 188],
    ['is refused', 'not opened', socket => socket.refuse(403), 60_000],
    ['is asked to wait for', 'not opened', socket => socket.refuse(429, { 'retry-after': '20' }), 20_000],
    ['breaks at once', 'broken', socket => socket.hangUp(1013), 188],
    ['is told why it breaks', 'broken', socket => told(socket).hangUp(1013), 188],
    ['is closed at once for good', 'broken', socket => socket.hangUp(1008), 60_000],
    ['is told goodbye at once', 'broken', socket => socket.hangUp(1000), 188],
  ];
  for (const [what, how, end, ms] of ends)
    it(`${what}: it is asked for again after ${ms} ms, and those that wait for it are told`, async () => {
      const rig = await connectedRig();
      const { pool, asked, endpoint, clock, changes } = rig;
      pool.demandExtra(2);
      const [, second] = asked;
      assert.ok(second);
      if (how !== 'unknown') second.know();
      await settle();
      if (how === 'broken') endpoint.socket.accept();
      end(endpoint.socket, second);
      await settle();
      const before = changes();
      for (let left = ms - 1; left > 0; left -= 25_000) {
        pool.demandExtra(2);
        await clock.advance(Math.min(left, 25_000));
        endpoint.sockets[0]?.pong();
      }
      pool.demandExtra(2);
      assert.deepEqual([asked.length, changes()], [2, before]);
      await clock.advance(1);
      assert.equal(changes(), before + 1);
      pool.demandExtra(2);
      assert.equal(asked.length, 3);
    });

  it('that is to stand in for an old one is not asked for again before the server allows it', async () => {
    const { asked, endpoint, clock } = await connectedRig(24_000);
    await clock.advance(21_800);
    asked[1]?.know();
    await settle();
    endpoint.socket.refuse(429, { 'retry-after': '50' });
    for (let left = 49_999; left > 0; left -= 4_000) {
      await clock.advance(Math.min(left, 4_000));
      endpoint.sockets[0]?.pong();
    }
    assert.equal(asked.length, 2);
    await clock.advance(1);
    assert.equal(asked.length, 3);
  });

  it('is asked for later and later where the server goes on breaking it', async () => {
    const rig = await connectedRig();
    const { pool, asked, endpoint, clock } = rig;
    for (const ms of [188, 375, 750, 1_500]) {
      pool.demandExtra(2);
      await arrive(rig);
      endpoint.socket.hangUp(1006);
      const before = asked.length;
      await clock.advance(ms - 1);
      pool.demandExtra(2);
      assert.equal(asked.length, before);
      await clock.advance(1);
    }
  });

  it('is asked for at once where the one before it worked, or was given up by us', async () => {
    for (const end of [
      (rig: PoolRig, second: Connection) => prove(second, rig.endpoint.socket).hangUp(1006),
      (rig: PoolRig, second: Connection) => rig.pool.replace(second),
    ]) {
      const rig = await connectedRig();
      rig.pool.demandExtra(2);
      end(rig, await arrive(rig));
      rig.pool.demandExtra(2);
      assert.equal(rig.asked.length, 3);
    }
  });

  it('that is given up to cancel an answer makes no later pause longer', async () => {
    const rig = await connectedRig();
    for (let n = 0; n < 8; n++) {
      rig.pool.demandExtra(2);
      rig.pool.replace(await arrive(rig));
    }
    rig.endpoint.sockets[0]?.hangUp(1006);
    assert.equal(rig.pool.state.kind, 'waiting');
    await rig.clock.advance(188);
    assert.equal(rig.pool.state.kind, 'connecting');
  });
});

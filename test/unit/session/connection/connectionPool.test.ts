import assert from 'node:assert/strict';
import { TargetRefused } from '../../../../src/session/connection/targetRefused';
import { settle } from '../../../support/manualClock';
import {
  arrive,
  connectedRig,
  keyRefused,
  occupy,
  poolRig,
  type PoolRig,
} from '../../../support/session/poolRig';

/** A pool with a second connection on its way, while the first drains and is still in use. */
async function draining(): Promise<PoolRig> {
  const rig = await connectedRig();
  occupy(rig.first);
  rig.first.drain();
  rig.pool.demand();
  rig.asked[1]?.know();
  await settle();
  return rig;
}

describe('ConnectionPool', () => {
  for (const [how, end] of [
    ['ends', (rig: PoolRig) => rig.endpoint.sockets[0]?.completed('', 'r1')],
    ['is lost', (rig: PoolRig) => rig.endpoint.sockets[0]?.hangUp(1006)],
  ] as const) {
    it(`waits as long as it was told to when a connection that was still in use ${how} meanwhile`, async () => {
      const rig = await draining();
      const { pool, endpoint, asked, clock, told } = rig;
      endpoint.socket.refuse(429, { 'retry-after': '20' });
      assert.equal(pool.state.kind, 'waiting');
      end(rig);
      pool.demand();
      assert.equal(pool.state.kind, 'waiting');
      await clock.advance(19_999);
      assert.equal(asked.length, 2, 'nobody asks again before the time has come');
      await clock.advance(1);
      assert.equal(asked.length, 3);
      assert.deepEqual(told.slice(-2), ['waiting', 'connecting']);
    });
  }

  it('stays refused when a connection that was still in use is lost', async () => {
    const { pool, endpoint, asked, clock } = await draining();
    endpoint.socket.refuse(401);
    assert.equal(pool.state.kind, 'refused');
    endpoint.sockets[0]?.hangUp(1006);
    await clock.advance(600_000);
    assert.equal(pool.state.kind, 'refused');
    assert.equal(asked.length, 2);
    pool.reconnect();
    assert.equal(pool.state.kind, 'connecting');
  });

  it('tells at once that its only connection takes no more turns, though one is still running on it', async () => {
    const { pool, first, endpoint, told, changes } = await connectedRig();
    occupy(first);
    const before = changes();
    first.drain();
    assert.deepEqual([pool.state.kind, told.at(-1)], ['idle', 'idle']);
    assert.equal(changes(), before + 1, 'a turn that waits for room on it may go elsewhere');
    assert.equal(endpoint.socket.closed, false, 'what runs on it goes on');
    first.drain();
    assert.equal(changes(), before + 1, 'once');
  });

  it('has as many connections as it is told to, and no more', async () => {
    const rig = await connectedRig();
    const { pool, asked } = rig;
    pool.demandExtra(1);
    assert.equal(asked.length, 1);
    pool.demandExtra(2);
    assert.equal(asked.length, 2);
    await arrive(rig);
    pool.demandExtra(2);
    assert.equal(asked.length, 2);
  });

  it('asks for no second connection in place of an old one while another is on its way', async () => {
    const { pool, asked, clock } = await connectedRig(24_000);
    await clock.advance(21_799);
    pool.demandExtra(2);
    await clock.advance(1);
    assert.equal(asked.length, 2, 'the one on its way will stand in for it');
  });

  it('tells how long each connection took, and which stands in for one that was lost', async () => {
    const rig = poolRig();
    const { pool, clock, endpoint, openings } = rig;
    pool.demand();
    await clock.advance(250);
    await arrive(rig);
    endpoint.socket.hangUp(1006);
    await clock.advance(188);
    await arrive(rig);
    pool.demandExtra(2);
    await arrive(rig);
    assert.deepEqual(openings, ['250 ms', '0 ms, again', '0 ms']);
  });

  it('takes a connection that it gives up itself for none that was lost', async () => {
    const rig = await connectedRig();
    const { pool, first, losses, openings } = rig;
    pool.replace(first);
    assert.deepEqual([losses, pool.lastError, pool.state.kind], [[], undefined, 'connecting']);
    await arrive(rig);
    assert.deepEqual(openings, ['0 ms', '0 ms']);
  });

  it('fails once when nobody says in time where to connect, whatever is said later', async () => {
    const { pool, asked, clock, losses } = poolRig();
    pool.demand();
    await clock.advance(30_000);
    const { lastError } = pool;
    assert.deepEqual([losses, asked[0]?.signal.aborted], [['not opened: no_endpoint'], true]);
    asked[0]?.fail(new Error('It was aborted.'));
    await settle();
    assert.equal(losses.length, 1);
    assert.equal(pool.lastError, lastError);
  });

  it('lets nobody have a connection while those of a refused key are being closed', async () => {
    const rig = await connectedRig();
    const { pool, is, endpoint, asked } = rig;
    pool.demandExtra(2);
    await arrive(rig);
    const open: number[] = [];
    is.lookingAgain = () => open.push(pool.open.length);
    pool.refuse(keyRefused);
    assert.ok(open.length > 0);
    assert.deepEqual(new Set(open), new Set([0]));
    assert.deepEqual(
      endpoint.sockets.map(({ closed }) => closed),
      [true, true],
    );
    pool.demand();
    assert.deepEqual([asked.length, pool.state.kind], [2, 'refused']);
  });

  it('says nothing at its end but that it is over, so that no turn is sent meanwhile', async () => {
    const rig = await connectedRig();
    const { pool, endpoint, changes, told } = rig;
    pool.demandExtra(2);
    await arrive(rig);
    const before = [changes(), told.length] as const;
    pool.dispose();
    assert.deepEqual([changes(), told.length, told.at(-1)], [before[0], before[1] + 1, 'disposed']);
    assert.ok(endpoint.sockets.every(({ closed }) => closed));
  });
});

describe('ConnectionPool: a user wants to connect', () => {
  it('and need not wait', async () => {
    const { pool, endpoint, asked } = poolRig();
    pool.demand();
    asked[0]?.know();
    await settle();
    endpoint.socket.unreachable();
    assert.equal(pool.state.kind, 'waiting');
    pool.reconnect();
    assert.deepEqual([pool.state.kind, asked.length], ['connecting', 2]);
  });

  it('which the attempt under way is left to do', async () => {
    const { pool, endpoint, asked } = poolRig();
    pool.demand();
    pool.reconnect();
    assert.deepEqual([asked.length, asked[0]?.signal.aborted], [1, false]);
    asked[0]?.know();
    await settle();
    pool.reconnect();
    assert.deepEqual([asked.length, endpoint.socket.closed], [1, false]);
  });

  it('though the place was barred', async () => {
    const { pool, asked } = poolRig();
    pool.demand();
    asked[0]?.fail(new TargetRefused(keyRefused));
    await settle();
    assert.equal(pool.state.kind, 'refused');
    pool.reconnect();
    assert.deepEqual([pool.state.kind, asked.length], ['connecting', 2]);
  });
});

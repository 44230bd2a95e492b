import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/session/connection/connection';
import { ResponseStream } from '../../../../src/session/connection/responseStream';
import { Spares } from '../../../../src/session/connection/spares';
import type { EndpointProfile } from '../../../../src/session/profile';
import { conservativeProfile } from '../../../../src/session/profiles';
import { arrive, nobody, occupy, poolRig, prove, type PoolRig } from '../../../support/session/poolRig';

/** One response at a time, and no message that ends one. */
const plain = conservativeProfile;
const cancelling: EndpointProfile = { ...plain, cancelMessage: true };
const concurrent: EndpointProfile = { ...plain, concurrentLanes: true, namedLanes: true, maxInFlight: 16 };

interface Scene extends PoolRig {
  readonly spares: Spares;
  readonly connections: readonly Connection[];
  /** Lets so much time pass on connections that answer their pings, in ms. */
  readonly pass: (ms: number) => Promise<void>;
  /** Which of the connections are still open, as in `1 3`. */
  readonly left: () => string;
}

/** So many connections to such a server, looked after as a session does. */
async function scene(profile: EndpointProfile, count: number): Promise<Scene> {
  const rig = poolRig();
  const { pool, clock, endpoint, is } = rig;
  const spares = new Spares(clock, pool, () => profile);
  is.lookingAgain = () => spares.tend();
  const connections: Connection[] = [];
  for (let n = 0; n < count; n++) {
    pool.demandExtra(count);
    connections.push(await arrive(rig));
  }
  return {
    ...rig,
    spares,
    connections,
    async pass(ms) {
      for (let left = ms; left > 0; left -= 4_000) {
        await clock.advance(Math.min(left, 4_000));
        for (const socket of endpoint.sockets) socket.pong();
      }
    },
    left: () => connections.flatMap(({ usable }, at) => (usable ? [`${at + 1}`] : [])).join(' '),
  };
}

/** An answer runs there that nobody reads. */
function mute(connection: Connection): void {
  const stream = new ResponseStream('', undefined, nobody);
  connection.send(stream, '{"type":"response.create"}');
  connection.mute(stream);
}

describe('Spares', () => {
  const servers: readonly (readonly [what: string, EndpointProfile, asked: number])[] = [
    ['that runs one response at a time and cannot be told to stop', plain, 2],
    ['that can be told to stop', cancelling, 1],
    ['that runs several', concurrent, 1],
  ];
  for (const [what, profile, count] of servers)
    it(`has ${count === 2 ? 'a' : 'no'} connection at hand beside the busy one of a server ${what}`, async () => {
      const { connections, spares, asked } = await scene(profile, 1);
      spares.tend();
      assert.equal(asked.length, 1, 'it is free');
      for (const connection of connections) occupy(connection);
      spares.tend();
      assert.equal(asked.length, count);
    });

  it('opens none where none is in use', async () => {
    const { connections, spares, asked, endpoint } = await scene(plain, 1);
    for (const connection of connections) prove(connection, endpoint.socket).hangUp(1000);
    spares.tend();
    assert.equal(asked.length, 1);
  });

  it('has four at most', async () => {
    const { connections, spares, asked, left } = await scene(plain, 4);
    for (const connection of connections) occupy(connection);
    spares.tend();
    spares.makeRoom();
    assert.deepEqual([asked.length, left()], [4, '1 2 3 4'], 'and ends none that is read');
  });

  it('keeps the one at hand for as long as an answer takes, so that it is not opened anew each minute', async () => {
    const { connections, spares, asked, pass, left } = await scene(plain, 2);
    const [first] = connections;
    assert.ok(first);
    occupy(first);
    spares.tend();
    await pass(200_000);
    assert.deepEqual([asked.length, left()], [2, '1 2']);
  });

  const unneeded: readonly (readonly [EndpointProfile, count: number, busy: number, left: string])[] = [
    [plain, 1, 0, '1'],
    [plain, 2, 0, '1'],
    [plain, 4, 0, '1'],
    [plain, 4, 1, '1 2'],
    [plain, 4, 2, '1 2 3'],
    [concurrent, 3, 0, '1'],
    [concurrent, 3, 1, '1'],
    [concurrent, 3, 2, '1 2'],
  ];
  for (const [profile, count, busy, rest] of unneeded)
    it(`gives back after a minute what is too much of ${count}, ${busy} of them busy, on a server that runs ${profile.concurrentLanes ? 'several' : 'one'}`, async () => {
      const { connections, spares, pass, left, clock } = await scene(profile, count);
      await pass(30_000);
      for (const connection of connections.slice(0, busy)) occupy(connection);
      spares.tend();
      await pass(busy === 0 ? 29_999 : 59_999);
      assert.equal(left().split(' ').length, count);
      await clock.advance(1);
      assert.equal(left(), rest);
    });

  it('counts the minute from when any of them was last used', async () => {
    for (const used of [0, 1]) {
      const { connections, endpoint, spares, pass, left, clock } = await scene(plain, 2);
      await pass(40_000);
      const connection = connections[used];
      assert.ok(connection);
      prove(connection, endpoint.sockets[used]);
      spares.tend();
      await pass(59_999);
      assert.equal(left(), '1 2');
      await clock.advance(1);
      assert.equal(left(), '1');
    }
  });

  for (const profile of [plain, concurrent])
    it(`gives up a connection${profile === plain ? '' : ' never'} for an answer that nobody reads, on a server that runs ${profile === plain ? 'one' : 'several'}`, async () => {
      const { connections, spares, pass, left, clock } = await scene(profile, 2);
      await pass(20_000);
      const [first] = connections;
      assert.ok(first);
      mute(first);
      spares.tend();
      await pass(4_999);
      spares.tend();
      assert.equal(left(), '1 2');
      await clock.advance(1);
      spares.tend();
      assert.equal(left(), profile === plain ? '2' : '1 2');
    });

  it('makes room at the cost of an answer that nobody reads, where there may be no more connections', async () => {
    for (const [count, rest] of [
      [3, '1 2 3'],
      [4, '1 3 4'],
    ] as const) {
      const { connections, spares, asked, left } = await scene(plain, count);
      for (const [at, connection] of connections.entries()) {
        if (at === 1) mute(connection);
        else occupy(connection);
      }
      spares.makeRoom();
      assert.deepEqual([left(), asked.length], [rest, count + 1]);
    }
  });

  it('makes room where there is none at all', async () => {
    const { spares, asked } = await scene(concurrent, 0);
    spares.makeRoom();
    assert.equal(asked.length, 1);
  });

  it('leaves no timer behind', async () => {
    const { spares, pool, clock } = await scene(plain, 2);
    spares.tend();
    pool.dispose();
    assert.equal(clock.pending, 1, 'one of them is due');
    spares.dispose();
    assert.equal(clock.pending, 0);
  });
});

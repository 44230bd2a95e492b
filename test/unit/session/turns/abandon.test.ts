import assert from 'node:assert/strict';
import { ResponseStream } from '../../../../src/session/connection/responseStream';
import type { EndpointProfile } from '../../../../src/session/profile';
import { ProfileKeeper } from '../../../../src/session/profiles';
import { abandonResponse } from '../../../../src/session/turns/abandon';
import { settle } from '../../../support/manualClock';
import { lanes } from '../../../support/session/harness';
import { nobody, occupy, poolRig } from '../../../support/session/poolRig';

interface Case {
  readonly profile: Partial<EndpointProfile>;
  /** Upper bound of the answer in tokens. */
  readonly bound?: number;
  /** Code units of it that have come. */
  readonly units?: number;
  readonly tokensPerSecond?: number;
  /** Further unread answers on its connection. */
  readonly unread?: number;
  /** What the other connections do, for each. */
  readonly others?: readonly ('free' | 'busy')[];
}

/** Gives up an answer, and tells by which means that was done. */
async function abandoned({ profile, bound, units = 0, tokensPerSecond, unread = 0, others = [] }: Case) {
  const { pool, asked, endpoint } = poolRig();
  for (const other of ['this one', ...others]) {
    pool.demandExtra(9);
    asked.at(-1)?.know();
    await settle();
    endpoint.socket.accept();
    const connection = pool.open.at(-1);
    if (other === 'busy' && connection) occupy(connection);
  }
  const [connection] = pool.open;
  const [socket] = endpoint.sockets;
  assert.ok(connection && socket);
  const add = (lane: string): ResponseStream => {
    const stream = new ResponseStream(lane, undefined, nobody, bound);
    connection.send(stream, '{"type":"response.create"}');
    connection.mute(stream);
    return stream;
  };
  for (let n = 0; n < unread; n++) add(`unread-${n}`);
  const stream = add('this');
  stream.responseId = 'r1';
  stream.units = units;
  const keeper = new ProfileKeeper(profile);
  const giveUp = () => abandonResponse(connection, stream, tokensPerSecond, { pool, keeper });
  return { means: giveUp(), giveUp, socket };
}

describe('abandonResponse', () => {
  const single = {};
  const cases: readonly (readonly [string, Case, string])[] = [
    ['little is left of it from the start', { profile: lanes, bound: 500 }, 'mute'],
    ['most of it has come', { profile: lanes, bound: 1_000, units: 1_800 }, 'mute'],
    ['much is to come yet', { profile: lanes, bound: 1_000, units: 360 }, 'close'],
    ['nothing of it has come', { profile: lanes, bound: 1_000 }, 'close'],
    ['more has come than was allowed', { profile: lanes, bound: 100, units: 3_600 }, 'mute'],
    ['nobody knows its length', { profile: lanes, units: 36_000, tokensPerSecond: 9_999 }, 'close'],
    ['not many others run unread', { profile: { ...lanes, maxInFlight: 4 }, bound: 10, unread: 1 }, 'mute'],
    ['too many others run unread', { profile: { ...lanes, maxInFlight: 4 }, bound: 10, unread: 2 }, 'close'],
    ['its connection is the only one', { profile: single, bound: 200, tokensPerSecond: 1_000 }, 'close'],
    [
      'another connection is free',
      { profile: single, bound: 200, tokensPerSecond: 1_000, others: ['busy', 'free'] },
      'mute',
    ],
    [
      'the other connections are busy',
      { profile: single, bound: 200, tokensPerSecond: 1_000, others: ['busy', 'busy'] },
      'close',
    ],
  ];
  for (const [when, given, means] of cases) {
    it(`takes the means "${means}" where ${when}`, async () => {
      assert.equal((await abandoned(given)).means, means);
    });
  }

  it('names the answer in the message', async () => {
    const { means, socket } = await abandoned({ profile: { cancelMessage: true } });
    assert.equal(means, 'message');
    assert.deepEqual(socket.received.at(-1), {
      type: 'codex_spark.cancel',
      stream_id: 'this',
      response_id: 'r1',
    });
  });

  it('does nothing where the connection is gone', async () => {
    const { giveUp, socket } = await abandoned({ profile: { cancelMessage: true } });
    socket.hangUp();
    const { length } = socket.received;
    assert.equal(giveUp(), undefined);
    assert.equal(socket.received.length, length);
  });
});

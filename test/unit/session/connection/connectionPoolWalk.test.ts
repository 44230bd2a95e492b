import assert from 'node:assert/strict';
import fc from 'fast-check';
import { following } from '../../../../src/session/connection/poolState';
import { TargetRefused } from '../../../../src/session/connection/targetRefused';
import { settle } from '../../../support/manualClock';
import { keyRefused, occupy, poolRig, type PoolRig } from '../../../support/session/poolRig';

describe('ConnectionPool: whatever happens', () => {
  it('never makes a move that its table does not have, makes each that it has, and leaves nothing behind', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(events, fc.constantFrom(60_000, 3_600_000), async (walk, maxAgeMs) => {
        const rig = poolRig(maxAgeMs);
        for (const each of walk) {
          await happen(rig, each);
          holds(rig);
        }
        rig.pool.dispose();
        ended(rig);
        for (const each of walk) await happen(rig, each);
        ended(rig);
        for (const move of rig.standing.moves) seen.add(move);
      }),
      { seed: Number(process.env['MODEL_SEED'] ?? 16), numRuns: Number(process.env['MODEL_RUNS'] ?? 1_500) },
    );
    const made = [...seen].filter(move => move.includes('>'));
    const table = Object.entries(following).flatMap(([from, kinds]) => kinds.map(to => `${from} > ${to}`));
    assert.deepEqual(made.sort(), table.sort());
  });
});

const happenings = [
  'demand',
  'demand',
  'demandExtra',
  'reconnect',
  'refuse',
  'replace',
  'occupy',
  'occupy',
  'drain',
  'drain',
  'finish',
  'known',
  'known',
  'known',
  'unknown',
  'barred',
  'accept',
  'accept',
  'accept',
  'http503',
  'http401',
  'http426',
  'unreachable',
  'close1000',
  'close1006',
  'close1008',
  'wanted',
  'fallBack',
] as const;

type Happening =
  | { readonly kind: (typeof happenings)[number]; readonly pick: number }
  | { readonly kind: 'wait'; readonly ms: number };

const event: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom(...happenings), pick: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 300, 5_000, 16_000, 31_000, 61_000, 301_000),
    }),
  },
);

/** An old connection is still in use while a new one is on its way: chance alone comes there too seldom. */
const replacing = (['demand', 'known', 'accept', 'occupy', 'drain', 'demand', 'known'] as const).map(
  kind => ({ kind, pick: 0 }),
);

const events: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(fc.constantFrom([], [], replacing), fc.array(event, { minLength: 1, maxLength: 60, size: 'max' }))
  .map(parts => parts.flat());

async function happen(rig: PoolRig, happening: Happening): Promise<void> {
  const { pool, clock, endpoint, asked, opened, is } = rig;
  if (happening.kind === 'wait') return clock.advance(happening.ms);
  const { pick } = happening;
  const connections = [...opened];
  const connection = connections[pick % Math.max(1, connections.length)];
  const isOpening = pool.state.kind === 'connecting' || rig.standing.state.kind === 'opening';
  const coming = isOpening && endpoint.sockets.at(-1)?.closed === false ? endpoint.sockets.at(-1) : undefined;
  // One that the client has closed says nothing any more, and one on its way has not opened.
  const sockets = endpoint.sockets.filter(socket => !socket.closed && socket !== coming);
  const socket = sockets[pick % Math.max(1, sockets.length)];
  switch (happening.kind) {
    case 'demand':
      pool.demand();
      break;
    case 'demandExtra':
      pool.demandExtra(4);
      break;
    case 'reconnect':
      pool.reconnect();
      break;
    case 'refuse':
      pool.refuse(keyRefused);
      break;
    case 'replace':
      if (connection) pool.replace(connection);
      break;
    case 'occupy':
      if (connection) occupy(connection);
      break;
    case 'drain':
      connection?.drain();
      break;
    case 'finish':
      socket?.completed('', 'r');
      break;
    case 'known':
      asked.at(-1)?.know();
      break;
    case 'unknown':
      asked.at(-1)?.fail(new Error('There is no such place.'));
      break;
    case 'barred':
      asked.at(-1)?.fail(new TargetRefused(keyRefused));
      break;
    case 'accept':
      coming?.accept();
      break;
    case 'http503':
      coming?.refuse(503);
      break;
    case 'http401':
      coming?.refuse(401);
      break;
    case 'http426':
      coming?.refuse(426);
      break;
    case 'unreachable':
      coming?.unreachable();
      break;
    case 'close1000':
      socket?.hangUp(1000);
      break;
    case 'close1006':
      socket?.hangUp(1006);
      break;
    case 'close1008':
      socket?.hangUp(1008);
      break;
    case 'wanted':
      is.wanted = pick % 2 === 0;
      break;
    case 'fallBack':
      is.fallingBack = pick % 2 === 0;
  }
  await settle();
}

/** What is so at every moment. */
function holds({ pool, standing, clock, endpoint, opened, told, asked }: PoolRig): void {
  const { state } = standing;
  const alive = endpoint.sockets.filter(({ closed }) => !closed).length;
  const onItsWay = state.kind === 'opening' ? 1 : 0;
  assert.equal(alive, opened.size + onItsWay, 'each socket belongs to a connection or to the attempt');
  if (state.kind === 'waiting' || state.kind === 'refused') assert.equal(pool.open.length, 0, state.kind);
  const questions = asked.filter(({ signal }) => !signal.aborted).length;
  assert.ok(state.kind !== 'finding' || questions > 0, 'the question of the moment is still of interest');
  assert.equal(told.at(-1) ?? 'idle', pool.state.kind, 'everything was told');
  // Of the attempt or the wait, of the pause between further connections, and of each connection: its age, its life
  // signs, and the patience with its answers.
  const timed = state.kind === 'finding' || state.kind === 'opening' || state.kind === 'waiting' ? 1 : 0;
  assert.ok(clock.pending >= timed, 'the state has its timer');
  assert.ok(clock.pending <= timed + 1 + 3 * opened.size, `${clock.pending} timers`);
}

/** What is so after the end. */
function ended({ pool, standing, clock, endpoint, told, asked }: PoolRig): void {
  assert.equal(standing.state.kind, 'disposed');
  assert.equal(pool.state.kind, 'disposed');
  assert.equal(told.at(-1), 'disposed');
  assert.equal(clock.pending, 0, 'no timer is left');
  assert.ok(
    asked.every(({ signal, isAnswered }) => signal.aborted || isAnswered()),
    'no question is left',
  );
  assert.ok(
    endpoint.sockets.every(({ closed }) => closed),
    'no socket is left',
  );
}

import assert from 'node:assert/strict';
import { connectionError } from '../../../../src/protocol/errors';
import { Connection } from '../../../../src/session/connection/connection';
import {
  following,
  inWords,
  PoolStanding,
  type PoolState,
  type PoolStateKind,
} from '../../../../src/session/connection/poolState';
import { ManualClock } from '../../../support/manualClock';
import { ScriptedEndpoint } from '../../../support/session/scriptedEndpoint';

const error = connectionError('Nobody is there.');

/** A state of each kind, and whether what it owns is still there. */
function states() {
  const clock = new ManualClock();
  const endpoint = new ScriptedEndpoint();
  const abort = new AbortController();
  const timers = { limit: true, retry: true };
  const connection = new Connection({
    url: 'ws://test',
    headers: {},
    openSocket: endpoint.open,
    clock,
    listener: {
      onOpen() {},
      onDown() {},
      onFree() {},
      onDraining() {},
      onUnlabelled() {},
      onBytes() {},
      onOddFrame() {},
    },
  });
  const all: Readonly<Record<PoolStateKind, PoolState>> = {
    idle: { kind: 'idle' },
    finding: { kind: 'finding', abort, limit: { dispose: () => (timers.limit = false) } },
    opening: { kind: 'opening', connection },
    waiting: {
      kind: 'waiting',
      timer: { dispose: () => (timers.retry = false) },
      retryInMs: 7,
      error,
    },
    refused: { kind: 'refused', error },
    disposed: { kind: 'disposed' },
  };
  const owned: Readonly<Partial<Record<PoolStateKind, () => string>>> = {
    finding: () => `${abort.signal.aborted ? 'aborted' : 'asked'}${timers.limit ? ', limited' : ''}`,
    opening: () => (endpoint.socket.closed ? 'closed' : 'open'),
    waiting: () => (timers.retry ? 'due' : 'never'),
  };
  return { all, socket: endpoint.socket, owns: (kind: PoolStateKind) => owned[kind]?.() };
}

/** Steps that lead to a state from the first one. */
const wayTo: Readonly<Record<PoolStateKind, readonly PoolStateKind[]>> = {
  idle: [],
  finding: ['finding'],
  opening: ['finding', 'opening'],
  waiting: ['waiting'],
  refused: ['refused'],
  disposed: ['disposed'],
};

const kinds: readonly PoolStateKind[] = ['idle', 'finding', 'opening', 'waiting', 'refused', 'disposed'];

describe('PoolStanding', () => {
  const ends: Readonly<Partial<Record<PoolStateKind, string>>> = {
    finding: 'aborted',
    opening: 'closed',
    waiting: 'never',
  };
  for (const from of kinds)
    for (const to of kinds) {
      const leads = following[from].includes(to);
      it(`${leads ? 'goes' : 'does not go'} from ${from} to ${to}, and what nobody needs any more has ended`, () => {
        const before = states();
        const after = states();
        const standing = new PoolStanding();
        for (const kind of wayTo[from]) standing.enter(before.all[kind]);
        const held = before.owns(from);
        assert.equal(standing.may(to), leads);
        standing.enter(after.all[to]);
        assert.equal(standing.state.kind, leads ? to : from);
        const found = from === 'finding' && to === 'opening';
        if (!leads) assert.equal(before.owns(from), held);
        else assert.equal(before.owns(from), found ? 'asked' : ends[from]);
        assert.equal(after.owns(to), leads ? states().owns(to) : ends[to]);
      });
    }

  it('has a connection that is open outlive the attempt', () => {
    const { all, socket } = states();
    const standing = new PoolStanding();
    for (const kind of wayTo.opening) standing.enter(all[kind]);
    socket.accept();
    standing.enter(all.idle);
    assert.equal(socket.closed, false);
  });
});

describe('inWords', () => {
  const said: readonly (readonly [PoolStateKind, isOpen: boolean, string])[] = [
    ['idle', false, 'idle'],
    ['idle', true, 'ready'],
    ['finding', false, 'connecting'],
    ['finding', true, 'ready'],
    ['opening', false, 'connecting'],
    ['opening', true, 'ready'],
    ['waiting', false, 'waiting'],
    ['refused', false, 'refused'],
    ['disposed', false, 'disposed'],
  ];
  for (const [kind, isOpen, words] of said)
    it(`${kind} ${isOpen ? 'with' : 'without'} a connection is ${words}`, () =>
      assert.equal(inWords(states().all[kind], isOpen).kind, words));

  it('says why and how long', () => {
    const { all } = states();
    assert.deepEqual(inWords(all.waiting, false), { kind: 'waiting', retryInMs: 7, error });
    assert.deepEqual(inWords(all.refused, false), { kind: 'refused', error });
  });
});

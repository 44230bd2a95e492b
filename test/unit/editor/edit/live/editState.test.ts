import assert from 'node:assert/strict';
import {
  afterEvent,
  beginning,
  type EditEvent,
  type EditState,
} from '../../../../../src/editor/edit/live/editState';

const events: readonly EditEvent[] = [
  { kind: 'want' },
  { kind: 'ask', startsOver: false },
  { kind: 'ask', startsOver: true },
  { kind: 'startOver' },
  { kind: 'painted' },
  { kind: 'written' },
  { kind: 'hold' },
  { kind: 'release' },
  { kind: 'rest', hasOpenHunks: false },
  { kind: 'rest', hasOpenHunks: true },
  { kind: 'end' },
];

/** Every state there can be: there are few enough to visit them all. */
function everyState(): readonly EditState[] {
  const found = new Map<string, EditState>([[JSON.stringify(beginning), beginning]]);
  for (const state of found.values()) {
    for (const event of events) {
      const next = afterEvent(state, event);
      found.set(JSON.stringify(next), next);
    }
  }
  return [...found.values()];
}

describe('afterEvent', () => {
  it('leads from the question to every state, and to no others', () => {
    const kinds = everyState().map(({ kind }) => kind);
    const count = (kind: EditState['kind']): number => kinds.filter(other => other === kind).length;
    assert.deepEqual(
      [count('streaming'), count('review'), count('settled'), count('ended'), kinds.length],
      [8, 2, 2, 1, 13],
    );
  });

  it('leads to an end from everywhere, and nowhere from there', () => {
    for (const state of everyState()) {
      const end = afterEvent(state, { kind: 'end' });
      for (const event of events) assert.equal(afterEvent(end, event).kind, 'ended', event.kind);
    }
  });

  const moves: Readonly<Record<EditState['kind'], Partial<Record<EditEvent['kind'], string>>>> = {
    streaming: { rest: 'review settled', end: 'ended' },
    review: { want: 'streaming', ask: 'streaming', rest: 'review settled', end: 'ended' },
    settled: { want: 'streaming', ask: 'streaming', rest: 'review settled', end: 'ended' },
    ended: {},
  };
  for (const state of everyState()) {
    it(`goes where the table says from ${JSON.stringify(state)}`, () => {
      for (const { kind } of events) {
        const after = new Set(
          events.filter(event => event.kind === kind).map(event => afterEvent(state, event).kind),
        );
        assert.equal([...after].sort().join(' '), moves[state.kind][kind] ?? state.kind, kind);
      }
    });
  }

  it('keeps a save until it is over, whatever becomes of the answer', () => {
    for (const state of everyState()) {
      if (state.kind === 'ended' || !state.isHeld) continue;
      for (const event of events) {
        const next = afterEvent(state, event);
        const isOver = event.kind === 'release' || event.kind === 'end';
        assert.equal(next.kind !== 'ended' && next.isHeld, !isOver, event.kind);
      }
    }
  });

  it('begins every answer with a step of undo of its own', () => {
    for (const state of everyState()) {
      if (state.kind !== 'review' && state.kind !== 'settled') continue;
      const { isHeld } = state;
      assert.deepEqual(afterEvent(state, { kind: 'want' }), { ...beginning, isHeld });
    }
  });
});

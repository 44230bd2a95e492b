import assert from 'node:assert/strict';
import { choose, type Candidate, type Seat, type Stage } from '../../../../src/engines/routing/choice';
import type { ErrorClass } from '../../../../src/engines/routing/errorClass';

interface Named extends Candidate {
  readonly name: string;
}

const at = (name: string, more: Partial<Candidate> = {}): Named => ({
  name,
  weight: 1,
  inFlight: 0,
  isUsable: true,
  isFull: false,
  isGone: false,
  trouble: undefined,
  ...more,
});
const seats = (...members: readonly Named[]): readonly Seat<Named>[] =>
  members.map(member => ({ member, model: 'm' }));
const stages = (
  first: readonly Seat<Named>[],
  ...others: readonly (readonly [readonly Seat<Named>[], ...ErrorClass[]])[]
): readonly Stage<Named>[] => [
  { seats: first, after: undefined },
  ...others.map(([some, ...after]) => ({ seats: some, after: new Set(after) })),
];
const down = { isUsable: false, trouble: { kind: 'unreachable' } } as const;

function chosen(
  all: readonly Stage<Named>[],
  journey: { tried?: readonly Seat<Named>[]; failure?: ErrorClass; preferred?: Named } = {},
): string {
  const { tried = [], failure, preferred } = journey;
  const found = choose(all, { tried, failure, preferred }, () => 0.5);
  return typeof found === 'string' ? found : found.member.name;
}

describe('choose', () => {
  it('asks the less busy one', () =>
    assert.equal(chosen(stages(seats(at('a', { inFlight: 2 }), at('b', { inFlight: 1 })))), 'b'));

  it('passes over those that are down, gone, full or were asked already', () => {
    const [a, b] = seats(at('a'), at('b'));
    assert.ok(a && b);
    assert.equal(chosen(stages(seats(at('a', down), at('b')))), 'b');
    assert.equal(chosen(stages(seats(at('a', { isGone: true }), at('b')))), 'b');
    assert.equal(chosen(stages(seats(at('a', { isFull: true }), at('b')))), 'b');
    assert.equal(chosen(stages([a, b]), { tried: [a], failure: 'failed' }), 'b');
    assert.equal(chosen(stages([a, b]), { tried: [a, b], failure: 'failed' }), 'none');
  });

  it('waits where all of them do what they may', () =>
    assert.equal(
      chosen(stages(seats(at('a', { isFull: true }), at('b', down)), [seats(at('c')), 'unreachable'])),
      'wait',
    ));

  it('goes where the prefix cache is, unless that one is down, full or much busier', () => {
    const cases: readonly [Partial<Candidate>, string][] = [
      [{ inFlight: 8 }, 'a'],
      [{ inFlight: 9 }, 'b'],
      [{ inFlight: 18, weight: 4 }, 'b'],
      [{ isFull: true }, 'b'],
      [down, 'b'],
    ];
    for (const [more, expected] of cases) {
      const a = at('a', more);
      assert.equal(chosen(stages(seats(a, at('b'))), { preferred: a }), expected, JSON.stringify(more));
    }
    const a = at('a', { inFlight: 20 });
    assert.equal(chosen(stages(seats(a, at('b', { inFlight: 6 }))), { preferred: a }), 'a');
  });

  it('falls back after failures of the kind that is named, in order', () => {
    const [a, b] = [at('a'), at('b')];
    const all = stages(seats(a), [seats(b), 'timeout'], [seats(at('c')), 'timeout', 'context']);
    const tried = seats(a);
    assert.equal(chosen(all, { tried, failure: 'timeout' }), 'b');
    assert.equal(chosen(all, { tried, failure: 'context' }), 'c');
    assert.equal(chosen(all, { tried, failure: 'failed' }), 'none');
    assert.equal(chosen(all, { tried: [...tried, ...seats(b)], failure: 'timeout' }), 'c');
  });

  it('asks no other server for a model that the request is too long for', () => {
    const [a, b] = seats(at('a'), at('b'));
    assert.ok(a && b);
    assert.equal(chosen(stages([a, b]), { tried: [a], failure: 'context' }), 'none');
  });

  it('falls back at once where all are down in the way that is named', () => {
    assert.equal(chosen(stages(seats(at('a', down)), [seats(at('b')), 'unreachable'])), 'b');
    assert.equal(chosen(stages(seats(at('a', down)), [seats(at('b')), 'limited'])), 'a', 'it may be back');
  });

  it('asks one that is down rather than nobody, and only once', () => {
    const [a] = seats(at('a', down));
    assert.ok(a);
    assert.equal(chosen(stages([a])), 'a');
    assert.equal(chosen(stages([a]), { tried: [a], failure: 'unreachable' }), 'none');
  });

  it('asks the second model of an upstream when the first one has failed', () => {
    const a = at('a');
    const [first, second] = [
      { member: a, model: 'm' },
      { member: a, model: 'n' },
    ];
    const found = choose(
      stages([first, second]),
      { tried: [first], failure: 'denied', preferred: undefined },
      () => 0,
    );
    assert.equal(typeof found === 'object' ? found.model : found, 'n');
  });
});

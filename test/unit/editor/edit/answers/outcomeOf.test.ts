import assert from 'node:assert/strict';
import { outcomeOf, type Outcome } from '../../../../../src/editor/edit/answers/answer';
import { wireError } from '../../../../../src/protocol/errors';
import type { TurnResult } from '../../../../../src/session/turn';

const ended = (how: Partial<TurnResult>): TurnResult => ({
  ...{ lane: 'edit', status: 'completed', text: '', timings: { totalMs: 1 }, bytes: { up: 0, down: 0 } },
  ...how,
});
const ends: readonly (readonly [string, Partial<TurnResult>, Outcome])[] = [
  ['all of it', {}, { kind: 'refused', words: 'whole' }],
  [
    'cancelled by the end of its session',
    { status: 'cancelled' },
    {
      kind: 'failed',
      message: 'The answer was stopped, because the settings of the endpoint have changed.',
    },
  ],
  ['failed', { status: 'failed' }, { kind: 'failed', message: 'The request failed.' }],
  [
    'cut short',
    { status: 'incomplete', reason: 'max_output_tokens' },
    { kind: 'failed', message: 'The answer was cut short: max_output_tokens.' },
  ],
  [
    'cut short',
    { status: 'incomplete' },
    { kind: 'failed', message: 'The answer was cut short: incomplete.' },
  ],
];

describe('outcomeOf', () => {
  for (const [name, how, outcome] of ends)
    it(`${name}: ${JSON.stringify(outcome)}`, () =>
      assert.deepEqual(
        outcomeOf(ended(how), () => ({ kind: 'refused', words: 'whole' })),
        outcome,
      ));
  it('failed: says what the server said', () => {
    const error = wireError({ status: 500, message: 'Overloaded.' });
    assert.deepEqual(
      outcomeOf(ended({ status: 'failed', error }), () => ({ kind: 'done' })),
      { kind: 'failed', message: 'Overloaded.' },
    );
  });
});

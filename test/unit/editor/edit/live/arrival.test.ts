import assert from 'node:assert/strict';
import type { Answer, AnswerListener, Question } from '../../../../../src/editor/edit/answers/answer';
import { Arrival } from '../../../../../src/editor/edit/live/arrival';
import { ManualClock } from '../../../../support/manualClock';

const question: Question = {
  path: 'a.ts',
  languageId: 'typescript',
  instruction: '',
  before: 'one\n',
  done: '',
  eol: '\n',
};

/** An arrival whose answers the test gives. */
function arriving(): { arrival: Arrival; asked: AnswerListener[]; cancelled: number[]; clock: ManualClock } {
  const clock = new ManualClock();
  const asked: AnswerListener[] = [];
  const cancelled: number[] = [];
  const arrival = new Arrival({
    source: {
      isWhole: false,
      ask: ({ before }, listener): Answer => {
        const number = asked.push(listener) - 1;
        return {
          before,
          steer: () => false,
          again: () => [{ kind: 'insert', lines: ['again\n'] }],
          cancel: () => void cancelled.push(number),
        };
      },
    },
    clock,
    onDidArrive: () => undefined,
    startOver: () => Promise.resolve('one\n'),
  });
  return { arrival, asked, cancelled, clock };
}

describe('Arrival', () => {
  it('keeps what waits to be painted', () => {
    const { arrival, asked } = arriving();
    arrival.ask(question);
    asked[0]?.lines([{ kind: 'insert', lines: ['a\n'] }]);
    asked[0]?.lines([{ kind: 'insert', lines: ['b\n'] }]);
    arrival.painted(1);
    assert.deepEqual(arrival.waiting, [{ kind: 'insert', lines: ['b\n'] }]);
    arrival.hold();
    assert.deepEqual(arrival.waiting, []);
    arrival.again();
    assert.deepEqual(arrival.waiting, [{ kind: 'insert', lines: ['again\n'] }]);
  });

  it('hears nothing of an answer it has dropped', () => {
    const { arrival, asked, cancelled } = arriving();
    arrival.ask(question);
    arrival.ask(question);
    assert.deepEqual(cancelled, [0]);
    asked[0]?.lines([{ kind: 'insert', lines: ['late\n'] }]);
    asked[0]?.end({ kind: 'done' });
    assert.deepEqual(arrival.waiting, []);
    assert.equal(arrival.outcome, undefined);
  });

  it('waits for a pause, from the latest reason on', () => {
    const { arrival, clock } = arriving();
    let asks = 0;
    const again = (): void => void asks++;
    arrival.dropUntilPause(again);
    clock.tick(500);
    arrival.dropUntilPause(again);
    clock.tick(500);
    assert.equal(asks, 0);
    clock.tick(200);
    assert.equal(asks, 1);
  });

  it('leaves no timer behind', () => {
    const { arrival, clock } = arriving();
    let asks = 0;
    arrival.dropUntilPause(() => void asks++);
    assert.equal(clock.pending, 1);
    arrival.dispose();
    assert.equal(clock.pending, 0);
    assert.equal(asks, 0);
  });
});

import assert from 'node:assert/strict';
import type { Answer, AnswerListener, Question } from '../../../../../src/editor/edit/answers/answer';
import { AnswerBuffer } from '../../../../../src/editor/edit/live/answerBuffer';
import { ManualClock } from '../../../../support/manualClock';

const question: Question = {
  path: 'a.ts',
  languageId: 'typescript',
  instruction: '',
  before: 'one\n',
  done: '',
  eol: '\n',
};

/** A buffer whose answers the test gives. */
function arriving(): {
  buffer: AnswerBuffer;
  asked: AnswerListener[];
  cancelled: number[];
  clock: ManualClock;
} {
  const clock = new ManualClock();
  const asked: AnswerListener[] = [];
  const cancelled: number[] = [];
  const buffer = new AnswerBuffer({
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
  return { buffer, asked, cancelled, clock };
}

describe('AnswerBuffer', () => {
  it('keeps what waits to be painted', () => {
    const { buffer, asked } = arriving();
    buffer.ask(question);
    asked[0]?.lines([{ kind: 'insert', lines: ['a\n'] }]);
    asked[0]?.lines([{ kind: 'insert', lines: ['b\n'] }]);
    buffer.painted(1);
    assert.deepEqual(buffer.waiting, [{ kind: 'insert', lines: ['b\n'] }]);
    buffer.hold();
    assert.deepEqual(buffer.waiting, []);
    buffer.again();
    assert.deepEqual(buffer.waiting, [{ kind: 'insert', lines: ['again\n'] }]);
  });

  it('hears nothing of an answer it has dropped', () => {
    const { buffer, asked, cancelled } = arriving();
    buffer.ask(question);
    buffer.ask(question);
    assert.deepEqual(cancelled, [0]);
    asked[0]?.lines([{ kind: 'insert', lines: ['late\n'] }]);
    asked[0]?.end({ kind: 'done' });
    assert.deepEqual(buffer.waiting, []);
    assert.equal(buffer.outcome, undefined);
  });

  it('waits for a pause, from the latest reason on', () => {
    const { buffer, clock } = arriving();
    let asks = 0;
    const again = (): void => void asks++;
    buffer.dropUntilPause(again);
    clock.tick(500);
    buffer.dropUntilPause(again);
    clock.tick(500);
    assert.equal(asks, 0);
    clock.tick(200);
    assert.equal(asks, 1);
  });

  it('leaves no timer behind', () => {
    const { buffer, clock } = arriving();
    let asks = 0;
    buffer.dropUntilPause(() => void asks++);
    assert.equal(clock.pending, 1);
    buffer.dispose();
    assert.equal(clock.pending, 0);
    assert.equal(asks, 0);
  });
});

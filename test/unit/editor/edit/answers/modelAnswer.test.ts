import assert from 'node:assert/strict';
import { inCircles, type AnswerListener, type Outcome } from '../../../../../src/editor/edit/answers/answer';
import { modelAnswers } from '../../../../../src/editor/edit/answers/modelAnswer';
import type { LineOp } from '../../../../../src/diff/streamingDiff';
import { FakeTurn } from '../../../../support/chat/fakeTurn';
import { applyOps } from '../../../../support/diff/lineOps';

const before = 'retries(n) {\n  return n;\n}\n';

/** Asks for a rewrite; `say` is the model. */
function asked(): { turn: FakeTurn; outcome: () => Outcome | undefined; text: () => string } {
  const turn = new FakeTurn();
  const ops: LineOp[] = [];
  let outcome: Outcome | undefined;
  const listener: AnswerListener = {
    lines: more => void ops.push(...more),
    redirected: () => Promise.resolve(before),
    end: how => void (outcome = how),
  };
  const question = {
    path: 'a.js',
    languageId: 'javascript',
    instruction: '',
    before,
    done: '',
    eol: '\n',
  } as const;
  modelAnswers(() => ({ start: () => turn })).ask(question, listener);
  return { turn, outcome: () => outcome, text: () => applyOps(before, ops) };
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('an answer of the model', () => {
  for (const [what, opening, line] of [
    ['code', '```\nretries(n) {\n', '  use(n);\n'],
    ['words', '', 'The code is not possible. '],
  ] as const) {
    it(`is stopped when it says the same ${what} again and again`, async () => {
      const { turn, outcome } = asked();
      turn.say(opening);
      for (let n = 0; n < 400 && !turn.ended; n++) {
        turn.say(line);
        await settle();
      }
      assert.equal(turn.ended, true);
      assert.ok(turn.textSoFar.length < 3_000, `${turn.textSoFar.length} code units`);
      assert.deepEqual(outcome(), { kind: 'failed', message: inCircles });
    });
  }

  it('that is talk in a fence changes nothing, and its words are for the user', async () => {
    const { turn, outcome, text } = asked();
    turn.say('```\nThis code is a simple example of a function that retries.\n```\n');
    turn.end('completed');
    await settle();
    assert.equal(text(), before);
    assert.deepEqual(outcome(), {
      kind: 'refused',
      words: 'This code is a simple example of a function that retries.',
    });
  });

  it('that defines something else changes nothing, and says why before its code', async () => {
    const { turn, outcome, text } = asked();
    turn.say('```\nfunction another() {\n  return 1;\n}\n```\n');
    turn.end('completed');
    await settle();
    assert.equal(text(), before);
    assert.deepEqual(outcome(), {
      kind: 'refused',
      words:
        'The answer defines something else, so nothing was changed: function another() {\n  return 1;\n}',
    });
  });
});

import assert from 'node:assert/strict';
import type {
  AnswerListener,
  AnswerSource,
  Outcome,
  Question,
} from '../../../../../src/editor/edit/answers/answer';
import { givenAnswers } from '../../../../../src/editor/edit/answers/givenAnswer';
import { GivenText } from '../../../../../src/editor/edit/answers/givenText';
import { mergedAnswers } from '../../../../../src/editor/edit/answers/mergedAnswer';
import type { LineOp } from '../../../../../src/diff/streamingDiff';
import type { TurnRequest } from '../../../../../src/session/turn';
import { FakeTurn } from '../../../../support/chat/fakeTurn';
import { applyOps } from '../../../../support/diff/lineOps';

const before = 'function a() {\n  return 1;\n}\n\nfunction b() {\n  return 2;\n}\n';
const code = 'function b() {\n  return 3;\n}\n';
const merged = before.replace('2', '3');
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
const question: Question = {
  path: 'a.ts',
  languageId: 'typescript',
  instruction: '',
  before,
  done: '',
  eol: '\n',
};

class Hearing implements AnswerListener {
  ops: LineOp[] = [];
  outcome: Outcome | undefined;
  restarts = 0;

  lines(ops: readonly LineOp[]): void {
    this.ops.push(...ops);
  }

  redirected(): Promise<string> {
    this.restarts++;
    this.ops = [];
    return Promise.resolve(before);
  }

  end(outcome: Outcome): void {
    this.outcome = outcome;
  }

  get text(): string {
    return applyOps(before, this.ops);
  }
}

const nobody: AnswerSource = { isWhole: false, ask: () => undefined };

function setUp(text: string | AsyncIterable<string> = code, hasSession = true) {
  const turns: FakeTurn[] = [];
  const requests: TurnRequest[] = [];
  const session = {
    start: (request: TurnRequest) => {
      const turn = new FakeTurn();
      turns.push(turn);
      requests.push(request);
      return turn;
    },
  };
  const given = new GivenText(text);
  const source = mergedAnswers(given, () => (hasSession ? session : undefined), givenAnswers(given, nobody));
  const hearing = new Hearing();
  return { source, hearing, turns, requests, answer: source.ask(question, hearing) };
}

describe('mergedAnswers', () => {
  it('paints what the model merges, as it comes', async () => {
    const { hearing, turns, requests } = setUp();
    await settle();
    assert.match(JSON.stringify(requests[0]?.input), /<document path=.*<update path=.*return 3/);
    turns[0]?.say('```\nfunction a() {\n  return 1;\n}\n\nfunction b() {\n');
    await settle();
    assert.ok(hearing.ops.length > 0);
    turns[0]?.say('  return 3;\n}\n```\n');
    turns[0]?.end('completed');
    await settle();
    assert.deepEqual([hearing.text, hearing.outcome, hearing.restarts], [merged, { kind: 'done' }, 0]);
  });

  for (const [how, say, status] of [
    ['fails', '', 'failed'],
    ['fails in the middle', '```\nfunction x() {\n', 'failed'],
    ['is cut short', '```\nfunction x() {\n', 'incomplete'],
    ['answers nothing', '', 'completed'],
    ['answers in words', 'I cannot do that.', 'completed'],
  ] as const) {
    it(`merges without the model where that one ${how}`, async () => {
      const { hearing, turns } = setUp();
      await settle();
      if (say !== '') turns[0]?.say(say);
      turns[0]?.end(status);
      await settle();
      await settle();
      assert.deepEqual([hearing.text, hearing.outcome, hearing.restarts], [merged, { kind: 'done' }, 1]);
    });
  }

  it('merges without a model while there is none', async () => {
    const { hearing, turns } = setUp(code, false);
    await settle();
    await settle();
    assert.deepEqual([hearing.text, hearing.outcome, turns.length], [merged, { kind: 'done' }, 0]);
  });

  it('asks when the code is complete, not before', async () => {
    let finish = (): void => undefined;
    const rest = new Promise<void>(resolve => (finish = resolve));
    const { turns } = setUp(
      (async function* () {
        yield code.slice(0, 10);
        await rest;
        yield code.slice(10);
      })(),
    );
    await settle();
    assert.equal(turns.length, 0);
    finish();
    await settle();
    assert.equal(turns.length, 1);
  });

  it('says that code did not arrive whole, and asks nobody', async () => {
    const { hearing, turns } = setUp(
      (async function* () {
        yield code.slice(0, 10);
        throw new Error('gone');
      })(),
    );
    await settle();
    await settle();
    assert.equal(hearing.outcome?.kind, 'failed');
    assert.equal(turns.length, 0);
  });

  it('ends at once when it is cancelled', async () => {
    const { answer, hearing, turns } = setUp();
    await settle();
    answer?.cancel();
    turns[0]?.end('failed');
    await settle();
    assert.deepEqual([turns[0]?.ended, hearing.outcome, hearing.restarts], [true, undefined, 0]);
  });
});

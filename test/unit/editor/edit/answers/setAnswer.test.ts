import assert from 'node:assert/strict';
import {
  inCircles,
  type Answer,
  type AnswerListener,
  type Outcome,
  type Question,
} from '../../../../../src/editor/edit/answers/answer';
import { setAnswers } from '../../../../../src/editor/edit/answers/setAnswer';
import { SetTurn, type SetPart } from '../../../../../src/editor/edit/answers/setTurn';
import type { LineOp } from '../../../../../src/diff/streamingDiff';
import { FakeTurn } from '../../../../support/chat/fakeTurn';
import { applyOps } from '../../../../support/diff/lineOps';

const before = 'one\ntwo\nthree\n';
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

function block(path: string, search: string, replace: string): string {
  return `${path}\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;
}

/** What one file hears of its answer. */
class Hearing implements AnswerListener {
  ops: LineOp[] = [];
  outcome: Outcome | undefined;
  restarts = 0;
  /** What the region says when everything is taken back. */
  now = before;

  lines(ops: readonly LineOp[]): void {
    this.ops.push(...ops);
  }

  redirected(): Promise<string> {
    this.restarts++;
    this.ops = [];
    return Promise.resolve(this.now);
  }

  end(outcome: Outcome): void {
    this.outcome = outcome;
  }

  get text(): string {
    return applyOps(this.now, this.ops);
  }
}

/** Two files that share a turn; the turns that were started, the shared one first. */
function sharing(instruction = ''): {
  turns: FakeTurn[];
  files: { hearing: Hearing; answer: Answer | undefined; ask: (question: Partial<Question>) => void }[];
} {
  const turns: FakeTurn[] = [];
  const session = {
    start: () => {
      const turn = new FakeTurn();
      turns.push(turn);
      return turn;
    },
  };
  const partOf = (key: string): SetPart => ({ key, languageId: 'plaintext', text: before, offset: 0 });
  const keys = ['a.txt', 'b.txt'];
  const onUnplaced = (): void => undefined;
  const turn = new SetTurn(session, keys.map(partOf), instruction, onUnplaced);
  const files = keys.map(key => {
    const hearing = new Hearing();
    const parts = [partOf(key)];
    const source = setAnswers({ session: () => session, turn, before, parts, instruction, onUnplaced });
    const question: Question = {
      path: key,
      languageId: 'plaintext',
      instruction,
      before,
      done: '',
      eol: '\n',
    };
    const file = {
      hearing,
      answer: source.ask(question, hearing),
      ask: (other: Partial<Question>): void => {
        file.answer = source.ask({ ...question, ...other }, hearing);
      },
    };
    return file;
  });
  return { turns, files };
}

describe('setAnswers', () => {
  it('hands each file its own edits while they stream in', async () => {
    const { turns, files } = sharing();
    const [turn] = turns;
    await settle();
    turn?.say(block('a.txt', 'one\n', '1\n'));
    await settle();
    assert.equal(files[0]?.hearing.text, '1\ntwo\nthree\n');
    turn?.say(block('b.txt', 'three\n', '3\n'));
    turn?.end('completed');
    await settle();
    assert.equal(files[1]?.hearing.text, 'one\ntwo\n3\n');
    assert.deepEqual(
      files.map(({ hearing }) => hearing.outcome),
      [{ kind: 'done' }, { kind: 'done' }],
    );
    assert.equal(turns.length, 1);
  });

  it('starts over for a place further up', async () => {
    const { turns, files } = sharing();
    await settle();
    turns[0]?.say(block('a.txt', 'three\n', '3\n'));
    await settle();
    turns[0]?.say(block('', 'one\n', '1\n'));
    turns[0]?.end('completed');
    await settle();
    assert.equal(files[0]?.hearing.restarts, 1);
    assert.equal(files[0].hearing.text, '1\ntwo\n3\n');
    assert.deepEqual(files[0].hearing.outcome, { kind: 'done' });
  });

  it('asks anew for a text that has changed', async () => {
    const { turns, files } = sharing();
    await settle();
    turns[0]?.say(block('a.txt', 'three\n', '3\n'));
    await settle();
    const [file] = files;
    assert.ok(file);
    file.hearing.now = 'zero\none\ntwo\nthree\n';
    turns[0]?.say(block('', 'one\n', '1\n'));
    await settle();
    assert.equal(turns.length, 2);
    turns[1]?.say(block('a.txt', 'zero\n', '0\n'));
    turns[1]?.end('completed');
    await settle();
    assert.equal(file.hearing.text, '0\none\ntwo\nthree\n');
    assert.deepEqual(file.hearing.outcome, { kind: 'done' });
  });

  it('has a turn of its own for another instruction, and the other file goes on', async () => {
    const { turns, files } = sharing();
    await settle();
    files[0]?.answer?.cancel();
    files[0]?.ask({ instruction: 'use a Map' });
    assert.equal(turns.length, 2);
    assert.equal(turns[0]?.ended, false, 'the other file still reads');
    files[1]?.answer?.cancel();
    assert.equal(turns[0]?.ended, true, 'nobody reads it any more');
  });

  it('says everything once more for a document that was put back', async () => {
    const { turns, files } = sharing();
    await settle();
    turns[0]?.say(block('a.txt', 'two\n', '2\n'));
    await settle();
    assert.equal(applyOps(before, files[0]?.answer?.again() ?? []), 'one\n2\nthree\n');
  });

  it('lets one file tell that it failed', async () => {
    const { turns, files } = sharing();
    await settle();
    turns[0]?.end('failed');
    await settle();
    assert.deepEqual(
      files.map(({ hearing }) => hearing.outcome?.kind),
      ['failed', 'stopped'],
    );
  });

  it('hands on words when there are no edits', async () => {
    const { turns, files } = sharing();
    await settle();
    turns[0]?.say('Nothing is to be done.');
    turns[0]?.end('completed');
    await settle();
    assert.deepEqual(files[0]?.hearing.outcome, { kind: 'refused', words: 'Nothing is to be done.' });
    assert.equal(files[0].hearing.text, before);
  });

  it('gives code that stands for a whole file to none of two: it does not say to which', async () => {
    const { turns, files } = sharing();
    await settle();
    turns[0]?.say('```\none\n2\nthree\n```\n');
    turns[0]?.end('completed');
    await settle();
    assert.deepEqual(
      files.map(({ hearing }) => [hearing.text, hearing.outcome?.kind]),
      [
        [before, 'refused'],
        // One of them tells the user.
        [before, 'stopped'],
      ],
    );
  });

  it('hands on words that stand in a fence instead of code', async () => {
    const { turns, files } = sharing();
    const [file] = files;
    await settle();
    file?.answer?.cancel();
    file?.ask({ languageId: 'javascript', instruction: 'Use digits' });
    await settle();
    const words = 'This code is a simple example of a function in a system that retries.';
    turns[1]?.say(`\`\`\`\n${words}\n\`\`\`\n`);
    turns[1]?.end('completed');
    await settle();
    assert.deepEqual([file?.hearing.text, file?.hearing.outcome], [before, { kind: 'refused', words }]);
  });

  it('takes no code for a whole file that was cut short', async () => {
    const { turns, files } = sharing();
    await settle();
    files[0]?.answer?.cancel();
    files[0]?.ask({ instruction: 'Use digits' });
    await settle();
    turns[1]?.say('```\n1\ntwo\n');
    turns[1]?.end('failed');
    await settle();
    assert.deepEqual([files[0]?.hearing.text, files[0]?.hearing.outcome?.kind], [before, 'failed']);
  });

  it('takes code that stands for the whole file for its only one, also with another name that was asked for', async () => {
    const { turns, files } = sharing();
    await settle();
    files[0]?.answer?.cancel();
    const instruction = 'rename retries to attempts';
    const text = 'function retries(n) {\n  return n;\n}\n';
    const renamed = text.replace('retries', 'attempts');
    const [file] = files;
    assert.ok(file);
    file.hearing.now = text;
    file.ask({ instruction, before: text, languageId: 'javascript' });
    await settle();
    turns[1]?.say(`\`\`\`js\n${renamed}\`\`\`\n`);
    turns[1]?.end('completed');
    await settle();
    assert.deepEqual([file.hearing.text, file.hearing.outcome?.kind], [renamed, 'done']);
  });

  it('is painted anew a few times only when the answer goes up from place to place', async () => {
    const text = Array.from({ length: 64 }, (_, n) => `line ${n}\n`).join('');
    const turn = new FakeTurn();
    const parts = [{ key: 'a.txt', languageId: 'plaintext', text, offset: 0 }];
    const all = { session: () => ({ start: () => turn }), before: text, parts, instruction: '' };
    const onUnplaced = (): void => undefined;
    const shared = new SetTurn({ start: () => turn }, parts, '', onUnplaced);
    const hearing = new Hearing();
    hearing.now = text;
    setAnswers({ ...all, turn: shared, onUnplaced }).ask(
      { path: 'a.txt', languageId: 'plaintext', instruction: '', before: text, done: '', eol: '\n' },
      hearing,
    );
    await settle();
    for (let n = 63; n >= 0; n--) {
      turn.say(block('a.txt', `line ${n}\n`, `new ${n}\n`));
      await settle();
    }
    turn.end('completed');
    await settle();
    assert.equal(hearing.text, text.replaceAll('line', 'new'));
    assert.deepEqual(hearing.outcome, { kind: 'done' });
    assert.ok(hearing.restarts <= 8, `${hearing.restarts} times`);
  });

  it('stops a model that goes round in circles, and keeps the edits that came before', async () => {
    const { turns, files } = sharing();
    turns[0]?.say(block('a.txt', 'two\n', 'TWO\n'));
    for (let n = 0; n < 200; n++) turns[0]?.say('The code is not possible.\n\n');
    await settle();
    assert.equal(turns[0]?.ended, true);
    assert.deepEqual(files[0]?.hearing.outcome, { kind: 'failed', message: inCircles });
    assert.equal(files[0].hearing.text, 'one\nTWO\nthree\n');
  });
});

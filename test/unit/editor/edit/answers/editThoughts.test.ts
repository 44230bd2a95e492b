import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  Answer,
  AnswerListener,
  AnswerSource,
  Outcome,
  Question,
} from '../../../../../src/editor/edit/answers/answer';
import { modelAnswers } from '../../../../../src/editor/edit/answers/modelAnswer';
import { setAnswers } from '../../../../../src/editor/edit/answers/setAnswer';
import { SetTurn } from '../../../../../src/editor/edit/answers/setTurn';
import { paint } from '../../../../../src/diff/review/paint';
import { finish, restart } from '../../../../../src/diff/review/finish';
import { shownText, startReview, type Review } from '../../../../../src/diff/review/review';
import type { LineOp } from '../../../../../src/diff/streamingDiff';
import { FakeTurn } from '../../../../support/chat/fakeTurn';

const before = 'a();\nb();\nc();\n';
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** A document into which an answer is painted as an edit does: what is void goes with the first lines that come instead. */
class Painted implements AnswerListener {
  review: Review;
  outcome: Outcome | undefined;
  takenBack = 0;
  /** Everything that ever stood in the document. */
  readonly seen: string[] = [];
  private startsOver = false;

  constructor(readonly text = before) {
    this.review = startReview(0, text);
  }

  lines(ops: readonly LineOp[]): void {
    if (ops.length === 0) return;
    const base = this.startsOver ? restart(this.review).review : this.review;
    this.startsOver = false;
    this.review = paint(base, ops).review;
    this.seen.push(shownText(this.review));
  }

  redirected(): Promise<string> {
    this.takenBack++;
    this.startsOver = true;
    return Promise.resolve(restart(this.review).review.pending);
  }

  end(outcome: Outcome): void {
    this.outcome = outcome;
    this.review = finish(this.review);
  }

  get document(): string {
    return shownText(this.review);
  }
}

const question = (instruction = '', text = before): Question => ({
  ...{ path: 'a.ts', languageId: 'typescript', instruction, before: text, done: '', eol: '\n' },
});

interface Edit {
  readonly painted: Painted;
  readonly turns: readonly FakeTurn[];
  readonly answer: Answer | undefined;
}

type Begin = (instruction?: string, text?: string) => Edit;

function started(make: (session: { start: () => FakeTurn }) => AnswerSource, asked: Question): Edit {
  const turns: FakeTurn[] = [];
  const session = {
    start: () => {
      const turn = new FakeTurn();
      turns.push(turn);
      return turn;
    },
  };
  const painted = new Painted(asked.before);
  return { painted, turns, answer: make(session).ask(asked, painted) };
}

const rewrite: Begin = (instruction, text) =>
  started(session => modelAnswers(() => session), question(instruction, text));

const set: Begin = (instruction = '', text = before) =>
  started(
    session => {
      const parts = [{ key: 'a.ts', languageId: 'typescript', text, offset: 0 }];
      const onUnplaced = (): void => undefined;
      const turn = new SetTurn(session, parts, instruction, onUnplaced);
      return setAnswers({ session: () => session, turn, before: text, parts, instruction, onUnplaced });
    },
    question(instruction, text),
  );

async function answered(
  edit: Edit,
  pieces: readonly string[],
  status: 'completed' | 'incomplete' = 'completed',
): Promise<Painted> {
  await settle();
  for (const piece of pieces) {
    edit.turns[0]?.say(piece);
    await settle();
  }
  edit.turns[0]?.end(status);
  await settle();
  return edit.painted;
}

const fenced = (code: string): string => `\`\`\`ts\n${code}\`\`\`\n`;
const block = (search: string, replace: string): string =>
  `a.ts\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;

const forms: readonly (readonly [
  name: string,
  begin: Begin,
  form: (search: string, replace: string) => string,
  whole: boolean,
])[] = [
  ['a rewrite', rewrite, (_, replace) => fenced(replace), true],
  ['a set of edits', set, block, false],
];

for (const [name, begins, form, whole] of forms) {
  describe(`Thoughts in ${name}`, () => {
    const wanted = whole ? 'a();\nx();\nc();\n' : before.replace('b();', 'x();');
    const good = whole ? form('', wanted) : form('b();\n', 'x();\n');
    const draft = whole ? form('', 'a();\n\nwrong();\nworse();\n') : form('b();\n', 'wrong();\n');
    const thoughts = `I keep a.\n\n${draft}\nNo, it isn't enough.\n`;

    it('leaves the document as if only the answer had come, wherever they are cut', async () => {
      for (const [opening, closing] of [
        ['', '</think>\n\n'],
        ['', '</Thinking>'],
        ['', '[/THINK]\n'],
        ['', '◁/think▷\n'],
        ['<think>\n', '</think>\n\n'],
        ['<thinking>', '</thinking>\n'],
      ] as const) {
        const raw = `${opening}${thoughts}${closing}${good}`;
        for (let at = 0; at <= raw.length; at += 3) {
          const painted = await answered(begins(), [raw.slice(0, at), raw.slice(at)]);
          assert.equal(painted.document, wanted, JSON.stringify([closing, at]));
          assert.deepEqual(painted.outcome, { kind: 'done' });
          if (opening !== '') assert.equal(painted.takenBack, 0);
        }
      }
    });

    it('does so in pieces of any size', async () => {
      const raw = `${thoughts}</think>\n${good}Done.\n`;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(raw.length), { maxLength: 9 }), async cuts => {
          const at = [0, ...cuts.sort((a, b) => a - b), raw.length];
          const painted = await answered(
            begins(),
            at.slice(1).map((end, n) => raw.slice(at[n], end)),
          );
          assert.equal(painted.document, wanted);
        }),
        { seed: 1512, numRuns: 80 },
      );
    });

    it('puts back what was painted of them where nothing comes instead', async () => {
      for (const rest of ['', 'There is nothing to do.\n']) {
        const painted = await answered(begins(), [...thoughts, '</think>\n', rest]);
        assert.ok(painted.seen.some(text => text.includes('wrong')));
        assert.equal(painted.document, before);
        const words = rest === '' ? 'The answer was nothing but thoughts.' : rest.trim();
        assert.deepEqual(painted.outcome, { kind: 'refused', words });
      }
    });

    it('says so where all of it was thoughts', async () => {
      const painted = await answered(begins(), ['<think>', draft, '</think>']);
      assert.deepEqual(painted.outcome, { kind: 'refused', words: 'The answer was nothing but thoughts.' });
      assert.deepEqual(painted.seen, []);
    });

    it('asks again where the user has typed into what is taken back', async () => {
      const edit = begins();
      const typed = before.replace('a();', 'mine();');
      edit.painted.redirected = () => Promise.resolve(typed);
      await settle();
      for (const piece of thoughts) edit.turns[0]?.say(piece);
      await settle();
      edit.turns[0]?.say('</think>\n');
      edit.turns[0]?.say(good);
      await settle();
      await settle();
      assert.equal(edit.turns.length, 2);
      assert.equal(edit.turns[0]?.ended, true);
      assert.equal(edit.answer?.before, typed);
    });

    it('keeps such tags where they belong to the code', async () => {
      const code = "const end = '</think>';\nb();\n</think>\n";
      const changed = code.replace('b();', 'x();\n</think>');
      const answer = whole ? form('', changed) : form('b();\n', 'x();\n</think>\n');
      assert.equal((await answered(begins('', code), [...answer])).document, changed);
      const instructed = whole ? form('', `${before}</think>\n`) : form('c();\n', 'c();\n</think>\n');
      const painted = await answered(begins('end with </think>'), [...instructed]);
      assert.equal(painted.document, `${before}</think>\n`);
    });

    it('finds the answer behind thoughts where the code holds such tags', async () => {
      const code = "const end = '</think>';\nb();\n";
      const answer = whole ? form('', code.replace('b', 'x')) : form('b();\n', 'x();\n');
      const painted = await answered(begins('', code), [
        ...`${thoughts}It is '</think>'.\n</think>\nHere:\n${answer}`,
      ]);
      assert.equal(painted.document, code.replace('b', 'x'));
    });
  });
}

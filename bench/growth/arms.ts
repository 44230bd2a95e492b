import type { ConversationRecord } from '../../src/chat/model/conversationRecord';
import type { Answer, Question } from '../../src/editor/edit/answers/answer';
import type { SetPart } from '../../src/editor/edit/answers/setTurn';
import { FakeTurn } from '../../test/support/chat/fakeTurn';
import type * as parts from './parts';
import type { Steps } from './steps';

/** One state of the sources. */
export type Parts = typeof parts;

/** UTF-16 code units of a token, about. */
const tokenUnits = 4;

/**
 * A stored conversation is opened, shown, and its messages are counted 500 times, as for each piece of an answer that is
 * written in it.
 */
export function conversation({ ConversationTree }: Parts, items: number, steps: Steps): void {
  const record = stored(items);
  const tree = steps.take(() => new ConversationTree(record));
  const shown = steps.take(() => tree.items());
  if (shown.length !== items) throw new Error('Not all items are shown.');
  for (let n = 0; n < 500; n++) steps.take(() => tree.messages);
  steps.take(() => tree.items());
}

const records = new Map<number, ConversationRecord>();

/** Made once for each size: what makes a record leaves much to collect for whoever comes next. */
function stored(items: number): ConversationRecord {
  const known = records.get(items);
  if (known) return known;
  const nodes = Array.from({ length: items }, (_, n) => ({
    ...(n === 0 ? {} : { parent: `item-${n - 1}` }),
    item:
      n % 2 === 0
        ? { kind: 'user' as const, id: `item-${n}`, at: n, text: 'question', context: [] }
        : {
            ...{ kind: 'answer' as const, id: `item-${n}`, at: n },
            ...{ parts: [{ text: 'answer' }], status: 'completed' as const },
          },
  }));
  const record: ConversationRecord = {
    ...{ id: 'conversation', title: 'Title', named: false, createdAt: 0, updatedAt: 0 },
    ...{ nodes, head: `item-${items - 1}`, queue: [], draft: '' },
  };
  // As it is read from its file.
  const read = JSON.parse(JSON.stringify(record)) as ConversationRecord;
  records.set(items, read);
  return read;
}

/** A rewrite of so many lines is read token by token. */
export function rewrite({ RewriteStream }: Parts, lines: number, steps: Steps): void {
  const code = (word: string): string =>
    Array.from({ length: lines }, (_, n) => `line ${n} of the ${word} text, here it is.\n`).join('');
  const [before, after] = [code('old'), `\`\`\`\n${code('new')}\`\`\`\n`];
  const stream = steps.take(() => new RewriteStream(before, '\n'));
  for (let at = 0; at < after.length; at += tokenUnits) {
    steps.take(() => stream.push(after.slice(at, at + tokenUnits)));
  }
  steps.take(() => stream.end());
}

/** An answer with so many edits of each of so many files is read token by token, as the editor does. */
export async function manyEdits(
  { SetTurn, setAnswers }: Parts,
  files: number,
  edits: number,
  steps: Steps,
): Promise<void> {
  const before = Array.from({ length: edits * 3 }, (_, n) => `line ${n}\n`).join('');
  const keys = Array.from({ length: files }, (_, n) => `file-${n}.ts`);
  const answer = keys
    .flatMap(key => Array.from({ length: edits }, (_, n) => block(key, `line ${n * 3}`, `new line ${n}`)))
    .join('');
  const turn = new FakeTurn();
  const session = { start: () => turn };
  const partOf = (key: string): SetPart => ({ key, languageId: 'plaintext', text: before, offset: 0 });
  const none = (): void => undefined;
  const shared = new SetTurn(session, keys.map(partOf), '', none);
  let written = 0;
  const answers = keys.map((key): Answer | undefined => {
    const source = setAnswers({
      ...{ session: () => session, turn: shared, before, parts: [partOf(key)] },
      ...{ instruction: '', onUnplaced: none },
    });
    const question: Question = {
      ...{ path: key, languageId: 'plaintext', instruction: '', before, done: '', eol: '\n' },
    };
    return source.ask(question, {
      lines: ops => {
        for (const { kind, lines } of ops) if (kind === 'insert') written += lines.length;
      },
      redirected: () => Promise.resolve(before),
      end: none,
    });
  });
  // Whoever asks has the answer before it is told about it.
  await Promise.resolve();
  for (let at = 0; at < answer.length; at += tokenUnits) {
    await steps.takeAsync(async () => {
      turn.say(answer.slice(at, at + tokenUnits));
      await readersDone();
    });
  }
  await steps.takeAsync(async () => {
    turn.end('completed');
    await readersDone();
  });
  for (const each of answers) each?.cancel();
  if (written !== files * edits) throw new Error(`${written} lines were written.`);
}

/** Those who read a turn do so in promises of their own, one after the other. */
async function readersDone(): Promise<void> {
  for (let n = 0; n < 12; n++) await Promise.resolve();
}

function block(path: string, search: string, replace: string): string {
  return `${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;
}

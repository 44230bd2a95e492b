import { estimateTokens } from '../../src/common/tokenEstimate';
import { RecentEdits } from './recentEdits';
import { windowBudget } from '../../src/completion/context/budget';
import { StaticContext } from '../../src/completion/prompt/staticContext';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import { lineWindow } from '../../src/completion/window';
import { applyEdits } from '../../src/diff/textEdit';
import { EditHistory } from '../../src/nextEdit/history/editHistory';
import { cursorTask } from '../../src/engines/upstream/forms/cursorTask';
import { fimFamilies } from '../../src/engines/upstream/forms/completions/fimFamilies';
import type { ResponseInputItem } from '../../src/protocol/wire';
import { asReceived, promptScript } from '../../test/support/completion/promptScript';
import { Gatherer, languageOf, linesOf, type Arm, type Moment } from './arms';
import type { Step, WorkSession } from './steps';

/** What was counted of an arm. */
export interface Count {
  keys: number;
  /** Changes that bring words, and which share of its words stood in the prompt, summed up over the changes. */
  withWords: number;
  words: number;
  /** The same of runs of four words or signs. */
  withRuns: number;
  runs: number;
  /** Tokens of all prompts, of what was sent with a key, and of what was sent ahead and was not there before. */
  prompt: number;
  key: number;
  anew: number;
  warmUps: number;
  /** Tokens of a prompt to fill in the middle that the one before did not begin with. */
  fim: number;
}

export function noCount(): Count {
  const shares = { withWords: 0, words: 0, withRuns: 0, runs: 0 };
  return { ...shares, keys: 0, prompt: 0, key: 0, anew: 0, warmUps: 0, fim: 0 };
}

/** Plays a session with an arm; what is sent ahead is decided by the product's own `StaticContext`, in the pause after each change. */
export async function replay(session: WorkSession, arm: Arm, count: Count): Promise<void> {
  const gatherer = new Gatherer(arm);
  const texts = new Map(session.texts);
  const versions = new Map<string, number>();
  const [edits, history] = [new RecentEdits(), new EditHistory()];
  let ahead = '';
  let items: readonly ResponseInputItem[] = [];
  let prompt = '';
  const context = new StaticContext({
    warm: async ({ input }) => {
      const text = promptScript(input);
      count.anew += estimateTokens(text.slice(commonPrefix(ahead, text)));
      count.warmUps++;
      ahead = text;
      items = input;
      return 'warm';
    },
  });
  let used: string[] = [];
  for (const step of session.steps) {
    const { file, time } = step;
    if (!used.includes(file))
      history.opened({ uri: file, languageId: languageOf(file), text: texts.get(file) ?? '' });
    used = [file, ...used.filter(other => other !== file)];
    const text = texts.get(file) ?? '';
    const at = step.edits[0]?.offset ?? 0;
    const place = snapshot(file, text, at);
    const moment: Moment = { file, line: lineAt(text, at), texts, used, versions, edits, history, time };
    await context.update(gatherer.pieces(moment), place);
    const { input } = context.turnInput(place);
    const sent = promptScript(input);
    const fim = fimPrompt([...items, ...(typeof input === 'string' ? [] : input)]);
    count.fim += estimateTokens(fim.slice(commonPrefix(prompt, fim)));
    prompt = fim;
    count.keys++;
    count.key += estimateTokens(sent);
    count.prompt += estimateTokens(ahead) + estimateTokens(sent);
    judge(step, `${ahead}\n${sent}`, count);
    texts.set(file, make(step, text, { edits, history }));
    versions.set(file, (versions.get(file) ?? 0) + 1);
  }
}

function fimPrompt(input: readonly ResponseInputItem[]): string {
  const task = cursorTask({ input: asReceived(input) });
  if (!task) throw new Error('no completion');
  const { prefix, suffix, path } = task.cursor;
  return fimFamilies.qwen.prompt({ prefix, suffix, middle: '', path, documents: task.documents });
}

function make(
  { file, edits: made, time }: Step,
  text: string,
  { edits, history }: { edits: RecentEdits; history: EditHistory },
): string {
  history.changed(file, made, time);
  for (const edit of made.toReversed()) {
    const first = lineAt(text, edit.offset);
    const breaks = edit.text.split('\n').length - 1;
    edits.edited({
      key: file,
      first,
      lastBefore: lineAt(text, edit.offset + edit.length),
      lastNow: first + breaks,
    });
  }
  return applyEdits(text, made);
}

function judge({ edits }: Step, prompt: string, count: Count): void {
  const known = new Set(prompt.match(word));
  const dense = prompt.replaceAll(/\s+/g, '');
  const words = edits.flatMap(({ text }) => text.match(word) ?? []);
  const runs = edits.flatMap(({ text }) => {
    const tokens = text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
    return tokens.flatMap((_, n) => (n + 4 <= tokens.length ? tokens.slice(n, n + 4).join('') : []));
  });
  if (words.length > 0) {
    count.withWords++;
    count.words += words.filter(each => known.has(each)).length / words.length;
  }
  if (runs.length > 0) {
    count.withRuns++;
    count.runs += runs.filter(each => dense.includes(each)).length / runs.length;
  }
}

const word = /[\p{L}\p{N}_$]{2,}/gu;

function snapshot(file: string, text: string, offset: number): CursorSnapshot {
  const lines = linesOf(text);
  const line = lineAt(text, offset);
  const { firstLine, lastLine } = lineWindow(lines, line, windowBudget);
  const start = text.split('\n', firstLine).reduce((sum, each) => sum + each.length + 1, 0);
  const window = lines.between(firstLine, lastLine).join('\n');
  return {
    uri: file,
    path: file,
    languageId: languageOf(file),
    firstLine,
    prefix: text.slice(start, offset),
    suffix: window.slice(offset - start),
  };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

function commonPrefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

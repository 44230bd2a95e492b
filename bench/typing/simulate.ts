import { windowBudget } from '../../src/completion/context/budget';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import { StaticContext } from '../../src/completion/prompt/staticContext';
import { lineWindow } from '../../src/completion/window';
import { ManualClock } from '../../test/support/manualClock';
import type { SourceFile } from './corpus';
import { EditorModel, type Screen } from './editorModel';
import { FileModel } from './fileModel';
import { PacedSession, type ModelPace } from './pacedSession';
import type { Key } from './person';
import type { Strategy } from './strategy';

/** How typing one file went. Counts, except where said. */
export interface Outcome {
  keys: number;
  requests: number;
  /** Requests of which nothing was ever on screen. */
  wasted: number;
  /** Those of the wasted ones that were asked at a mistake of the typing. */
  wastedAtMistakes: number;
  /** Keys at whose press the text on screen was, all of it, what is typed next. */
  right: number;
  /** The same of its first line. */
  rightLine: number;
  /** Keys at which what the model answers to that place is, all of it, what is typed next: as if nothing took time. */
  possible: number;
  /** The same of its first line. */
  possibleLine: number;
  /** Keys at whose press there was any text on screen. */
  shown: number;
  /** New texts on screen, grown ones and rests not counted. */
  paints: number;
  /** Paints whose first line is not what is typed next. */
  wrongPaints: number;
  /** Texts that still agreed with the typing and were replaced by another one. */
  replaced: number;
  /** Frames of 1/60 s without text, though the one shown before still agreed with the typing. */
  blankFrames: number;
  /** Up and down, of requests, answers and warm-ups. */
  bytes: number;
}

/** Makes a strategy for one document. */
export type MakeStrategy = (session: PacedSession, context: StaticContext, clock: ManualClock) => Strategy;

/** When the text has changed much, it is sent ahead again after a pause of this, in ms; as the extension does. */
const contextPauseMs = 1500;

/** The model that is asked. */
export interface ModelFacts {
  readonly pace: ModelPace;
  /** Share of the file's tokens that it does not foresee. */
  readonly surprising: number;
}

/** Types a part of a file into an editor with a strategy, in simulated time. */
export async function simulate(
  file: SourceFile,
  keys: readonly Key[],
  { pace, surprising }: ModelFacts,
  make: MakeStrategy,
): Promise<Outcome> {
  const { text, typed } = file;
  const clock = new ManualClock();
  const model = new FileModel(file, surprising);
  const behind = text.slice(typed.to);
  let before = text.slice(0, typed.from);
  const session = new PacedSession(clock, pace, ({ prefix }) =>
    model.answerAt(placeOf(text, prefix, before)),
  );
  const context = new StaticContext(session);
  const sendAhead = (): void => {
    const current = {
      kind: 'document',
      path: 'file',
      language: file.language,
      text: before + behind,
    } as const;
    void context.update({ others: [], current, notes: [] });
  };
  const strategy = make(session, context, clock);
  const outcome = none();
  const onPaint = (now: Screen, shown: string): void => {
    const seen = now.before.slice(-120) + firstLine(shown);
    const source = session.requests.findLast(({ prefix, sent }) =>
      (prefix.slice(-400) + sent()).includes(seen),
    );
    if (source) source.used = true;
  };
  const editor = new EditorModel({
    clock,
    strategy,
    snapshot: now => snapshotOf(file, now),
    outcome,
    onPaint,
  });
  const isRight = (shown: string): boolean => isAhead(text, before, shown);
  editor.isRight = shown => isRight(firstLine(shown));
  sendAhead();
  await clock.advance(1000);
  for (const key of keys) {
    if (context.stale && key.after > contextPauseMs) {
      await clock.advance(contextPauseMs);
      sendAhead();
      await clock.advance(key.after - contextPauseMs);
    } else await clock.advance(key.after);
    const { shown } = editor;
    outcome.keys++;
    if (shown !== undefined) outcome.shown++;
    if (shown !== undefined && isRight(shown)) outcome.right++;
    if (shown !== undefined && isRight(firstLine(shown))) outcome.rightLine++;
    const answer = model.answerAt(before.length);
    if (answer !== '' && isRight(answer)) outcome.possible++;
    if (answer !== '' && isRight(firstLine(answer))) outcome.possibleLine++;
    before = key.kind === 'type' ? before + key.text : before.slice(0, -1);
    editor.key(key, { before, behind });
  }
  await clock.advance(5000);
  strategy.dispose();
  context.dispose();
  outcome.requests = session.requests.length;
  const wasted = session.requests.filter(({ used }) => !used);
  outcome.wasted = wasted.length;
  outcome.wastedAtMistakes = wasted.filter(({ prefix }) => !text.includes(prefix)).length;
  outcome.bytes = session.bytes;
  if (before + behind !== text) throw new Error(`${file.name} was not typed as it stands`);
  return outcome;
}

/** Nothing counted yet. */
export function none(): Outcome {
  return {
    ...{ keys: 0, requests: 0, wasted: 0, wastedAtMistakes: 0 },
    ...{ right: 0, rightLine: 0, possible: 0, possibleLine: 0, shown: 0 },
    ...{ paints: 0, wrongPaints: 0, replaced: 0, blankFrames: 0, bytes: 0 },
  };
}

/** Whether what was typed is right so far and a text is what comes next. */
function isAhead(text: string, before: string, shown: string): boolean {
  return text.startsWith(before) && text.startsWith(shown, before.length);
}

/** The first line with something in it, and what precedes it. */
function firstLine(text: string): string {
  const end = text.indexOf('\n', text.search(/\S|$/));
  return end < 0 ? text : text.slice(0, end);
}

/** Where in the file a prefix ends; when it stands nowhere, because of a slip, where the right part of the typing ends. */
function placeOf(text: string, prefix: string, before: string): number {
  if (text.startsWith(prefix)) return prefix.length;
  const tail = prefix.slice(-200);
  const near = text.indexOf(tail, Math.max(0, before.length - tail.length));
  if (near >= 0) return near + tail.length;
  let right = 0;
  while (right < before.length && before.charCodeAt(right) === text.charCodeAt(right)) right++;
  return right;
}

/** The window of the extension, made as `src/editor/document/documentSnapshot.ts` makes it. */
function snapshotOf(file: SourceFile, { before, behind }: Screen): CursorSnapshot {
  const lines = (before + behind).split('\n');
  const line = before.split('\n').length - 1;
  const { firstLine: first, lastLine: last } = lineWindow(
    { count: lines.length, text: at => lines[at] ?? '' },
    line,
    windowBudget,
  );
  const start = lines.slice(0, first).reduce((sum, each) => sum + each.length + 1, 0);
  const cut = lines.slice(last + 1).reduce((sum, each) => sum + each.length + 1, 0);
  return {
    uri: `file:///${file.name}`,
    path: 'file',
    languageId: file.language,
    firstLine: first,
    prefix: before.slice(start),
    suffix: behind.slice(0, behind.length - cut),
  };
}

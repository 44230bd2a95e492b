import { textParts } from '../../../../protocol/inputText';
import { readForm } from '../../../../protocol/promptForms';
import type { EngineRequest } from '../../../engine';

/** Lines of another place, as context. */
export interface ShownPlace {
  readonly path: string;
  readonly text: string;
}

/** What was changed in one file. */
export interface FileDiff {
  readonly path: string;
  /** Hunks of a unified diff, without a line break at the end. */
  readonly diff: string;
}

/** A question for the next edit, out of the conversation that asks it. */
export interface NextEditTask {
  readonly path: string;
  /** Whether `above`, or the lines that are rewritten where it is empty, begin with the first line of the file. */
  readonly fromStart: boolean;
  /** Whole lines above and below those that are rewritten, with their line breaks. */
  readonly above: string;
  readonly below: string;
  /** The lines that are rewritten, up to the cursor and from it on. */
  readonly before: string;
  readonly after: string;
  /** The oldest first. */
  readonly diffs: readonly FileDiff[];
  readonly places: readonly ShownPlace[];
}

/** The next edit a request asks for; undefined when it asks for anything else. */
export function nextEditTask({ input }: Pick<EngineRequest, 'input'>): NextEditTask | undefined {
  const parts = textParts(input);
  const last = parts.at(-1);
  const window = last?.role === 'user' ? readForm(last.text) : undefined;
  if (window?.kind !== 'window') return undefined;
  const { path, above, before, after, below } = window;
  const forms = parts.flatMap(({ text }) => readForm(text) ?? []);
  return {
    ...{ path, above, before, after, below },
    fromStart: window.line === 1,
    diffs: forms.flatMap(form => (form.kind === 'changes' ? diffsIn(form.text) : [])),
    places: forms.flatMap(form => (form.kind === 'snippet' ? [{ path: form.path, text: form.text }] : [])),
  };
}

/**
 * The same with fewer lines to rewrite: `above` of them above that of the cursor, `below` of them below it. The others are
 * context.
 */
export function narrowed(task: NextEditTask, above: number, below: number): NextEditTask {
  const start = nthBreak(task.before, -above - 1);
  const end = nthBreak(task.after, below + 1);
  return {
    ...task,
    above: task.above + task.before.slice(0, start),
    before: task.before.slice(start),
    after: task.after.slice(0, end),
    below: task.after.slice(end) + task.below,
  };
}

/** How much of a question a family with a small context is given, in UTF-16 code units. */
export interface TaskBounds {
  /** Of the lines that are rewritten; that of the cursor always stays. */
  readonly rewritten: number;
  /** Of those above, and of those below. */
  readonly around: number;
  /** Of all changes together; the newest stay. */
  readonly diffs: number;
}

/** The same with less text: lines that are rewritten no more are context, and of the context what is near stays. */
export function bounded(task: NextEditTask, bounds: TaskBounds): NextEditTask {
  const { length } = task.before.split('\n').concat(task.after.split('\n'));
  let near = task;
  for (let lines = length; lines >= 0; lines--) {
    near = narrowed(task, lines, lines);
    if (near.before.length + near.after.length <= bounds.rewritten) break;
  }
  const { above, below, fromStart } = near;
  const from = above.length <= bounds.around ? 0 : above.indexOf('\n', above.length - bounds.around - 1) + 1;
  const to =
    below.length <= bounds.around ? below.length : below.slice(0, bounds.around).lastIndexOf('\n') + 1;
  return {
    ...near,
    fromStart: fromStart && from === 0,
    above: above.slice(from),
    below: below.slice(0, to),
    diffs: newest(task.diffs, bounds.diffs),
  };
}

/** The newest changes that have no more than so many UTF-16 code units, the oldest first. */
function newest(diffs: readonly FileDiff[], most: number): readonly FileDiff[] {
  let left = most;
  const first = diffs.findLastIndex(({ diff }) => (left -= diff.length) < 0);
  return diffs.slice(first + 1);
}

/** Behind the nth line break, from the end for a negative `n`; the start or the end of the text where it has fewer. */
function nthBreak(text: string, n: number): number {
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  return n < 0 ? (breaks.at(n) ?? 0) : (breaks[n - 1] ?? text.length);
}

function diffsIn(text: string): FileDiff[] {
  const heads = [...text.matchAll(/^--- a\/.*\n\+\+\+ b\/(.*)\n/gm)];
  return heads.map((head, n) => {
    const end = heads[n + 1]?.index ?? text.length;
    return { path: head[1] ?? '', diff: text.slice(head.index + head[0].length, end).replace(/\n$/, '') };
  });
}

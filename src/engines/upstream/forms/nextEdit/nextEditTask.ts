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

import type { LineMode } from '../text/lineMode';

/**
 * The part of a growing answer that may be shown now: whole lines only, so that nothing on screen is half a
 * word; undefined when there is none yet.
 * @param text the answer so far
 * @param ended whether it is complete
 */
export function paintable(text: string, ended: boolean, mode: LineMode): string | undefined {
  if (ended) return text;
  const firstBreak = text.indexOf('\n', /^\s*/.exec(text)?.[0].length ?? 0);
  if (firstBreak < 0) return undefined;
  return mode === 'single' ? text.slice(0, firstBreak) : text.slice(0, text.lastIndexOf('\n'));
}

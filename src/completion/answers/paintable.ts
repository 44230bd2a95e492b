import type { LineMode } from '../text/lineMode';

/**
 * The part of a growing answer that may be shown now: whole lines only, so that nothing on screen is half a
 * word; empty when there is none yet.
 * @param text the answer so far
 */
export function paintable(text: string, mode: LineMode): string {
  const firstBreak = text.indexOf('\n', text.length - text.trimStart().length);
  if (firstBreak < 0) return '';
  return text.slice(0, mode === 'single' ? firstBreak : text.lastIndexOf('\n'));
}

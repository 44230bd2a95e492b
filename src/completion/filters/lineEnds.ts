import { lineEndOf, withLineEnds } from '../text/lineEnds';
import type { Filter } from './filter';

/**
 * Gives a text the line breaks of the document. Longer by one for each line at most, shorter by half a line break
 * where a growing answer ends with one; idempotent.
 */
export const lineEnds: Filter = (text, { snapshot, growing = false }) =>
  withLineEnds(growing ? text.replace(/\r$/, '') : text, lineEndOf(snapshot));

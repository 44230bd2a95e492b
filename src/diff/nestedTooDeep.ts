import { indentOf } from '../common/code/indent';

/** So many different depths are no structure that anybody can read; each is looked into by itself, so that they cost. */
const deepest = 200;

/**
 * Whether some code is nested deeper than people write it; a model may write anything.
 * @param shape the lines from which its structure is read
 */
export function isNestedTooDeep(shape: readonly string[]): boolean {
  return new Set(shape.map(line => indentOf(line).length)).size > deepest;
}

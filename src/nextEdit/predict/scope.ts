import { bindingOf, isVariable, type Binding } from './binding';
import type { Like } from './likes';
import type { LineTable } from './lineTable';
import type { Pattern } from './pattern';
import type { Token } from './tokens';

/** A name where it is bound. */
interface Bound {
  readonly binding: Binding;
  readonly offset: number;
  readonly line: number;
  readonly indent: number;
  readonly leastIndentTo: (line: number) => number;
}

/** Larger bodies are not looked through, in lines. */
const longest = 1_000;

/**
 * A function that says whether a place uses what was renamed where it is bound (a parameter, a variable): it would mean
 * nothing now. By the indentation of the lines, as no grammar is known; what is bound once more in between is another name.
 *
 * @param likes all places of the pattern in the document
 */
export function usesOfRenamed(
  { examples }: Pattern,
  uri: string,
  likes: readonly Like[],
  lines: LineTable,
): (like: Like) => boolean {
  const boundAt = (left: readonly Token[], right: readonly Token[], offset: number): Bound[] => {
    const binding = bindingOf(left, right);
    if (!binding) return [];
    const line = lines.lineOf(offset);
    return [
      { binding, offset, line, indent: lines.indentOf(line), leastIndentTo: lines.leastIndentFrom(line) },
    ];
  };
  const renamed = examples.flatMap(({ uri: where, start, within, places, left, right }) => {
    if (where !== uri || start === undefined || within !== 'code') return [];
    // Where the value changed with the name it is another thing. What is outermost is known to other files too.
    return boundAt(left, right, start).filter(
      ({ binding, indent }) => binding === 'body' || (places === 1 && indent > 0),
    );
  });
  if (renamed.length === 0) return () => false;
  const others = likes.flatMap(({ before, behind, edit }) => boundAt(before, behind, edit.offset));
  return ({ edit: { offset }, before, behind, within }) => {
    if (within !== 'code' || !isVariable(before, behind)) return false;
    const reaches = (bound: Bound): boolean => isWithin(bound, offset, lines);
    return renamed.some(reaches) && !others.some(other => other.offset === offset || reaches(other));
  };
}

function isWithin(
  { binding, offset, line, indent, leastIndentTo }: Bound,
  at: number,
  lines: LineTable,
): boolean {
  const to = lines.lineOf(at);
  if (at <= offset || to - line > longest) return false;
  if (to === line) return binding === 'body';
  const least = Math.min(leastIndentTo(to), lines.indentOf(to));
  return binding === 'body' ? least > indent : least >= indent;
}

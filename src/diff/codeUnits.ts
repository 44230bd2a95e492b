import { isElision } from './elision';
import { indentOf } from '../common/code/indent';
import { endOfLeading, isLeading } from './leadingLines';
import { nameOf, type UnitName } from './unitName';

/** A piece of code at one depth: a definition, a statement, or a line that stands for code left out. */
export interface CodeUnit extends UnitName<'definition' | 'import' | 'statement' | 'elision'> {
  /** Its first line; comments and decorators right above a definition belong to it. */
  readonly start: number;
  /** The line where its code begins, behind those comments and decorators. */
  readonly head: number;
  /** Behind its last line that is not blank. */
  readonly end: number;
}

/**
 * The pieces of code in some lines, at the smallest depth that occurs there. By indentation and the first words of
 * lines, for any language that has definitions; no parser, since code of a model need not be whole.
 * @param lines without line breaks
 * @param keep whether a line that looks as if it stood for code left out is to be taken as it is
 */
export function codeUnits(
  lines: readonly string[],
  from = 0,
  to = lines.length,
  keep: (line: string) => boolean = () => false,
): CodeUnit[] {
  const depth = depthOf(lines, from, to);
  const units: CodeUnit[] = [];
  let leading: number | undefined;
  let at = from;
  while (at < to) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      if (leading !== undefined) units.push(statement(leading, at));
      leading = undefined;
      at++;
    } else if (isElision(line) && !keep(line)) {
      if (leading !== undefined) units.push(statement(leading, at));
      leading = undefined;
      units.push({ start: at, head: at, end: at + 1, kind: 'elision', key: undefined, form: '' });
      at++;
    } else if (isLeading(line)) {
      leading ??= at;
      at = endOfLeading(lines, at, to);
    } else if (indentOf(line).length < depth) {
      // It belongs to what is around all of this.
      units.push(statement(leading ?? at, at + 1));
      leading = undefined;
      at++;
    } else {
      const end = endOfUnit(lines, at, to, depth);
      units.push({ start: leading ?? at, head: at, end, ...nameOf(lines, at, end) });
      leading = undefined;
      at = end;
    }
  }
  if (leading !== undefined) units.push(statement(leading, to));
  return units;
}

/** The lines between the head and the closing line of a definition. */
export function bodyOf(
  lines: readonly string[],
  { head, end }: CodeUnit,
): { readonly start: number; readonly end: number } {
  const indent = indentOf(lines[head] ?? '').length;
  // A head over several lines ends where a line opens the body.
  const start = openingOf(lines, head, end) + 1;
  let last = end;
  while (last > start && indentOf(lines[last - 1] ?? '').length <= indent) last--;
  return { start, end: Math.max(start, last) };
}

/** The line that opens the body: the first one, or one that the head goes on to, with its parameters or what it is based on. */
function openingOf(lines: readonly string[], head: number, end: number): number {
  const indent = indentOf(lines[head] ?? '').length;
  let open = 0;
  let goesOn = true;
  for (let at = head; at < end; at++) {
    const line = lines[at] ?? '';
    // What a comment over several lines holds.
    if (/^\s*\*\*(?:\s|$)/.test(line)) continue;
    const isHead = goesOn || open > 0 || indentOf(line).length <= indent || headPart.test(line);
    if (!isHead) return head;
    if (/[{:]\s*(?:(?:\/\/|#).*)?$/.test(line)) return at;
    open += line.split('(').length - line.split(')').length;
    goesOn = /[=,&|+<]\s*$/.test(line);
  }
  return head;
}

/** How a part of a head begins that stands deeper than its first line. */
const headPart = /^\s*(?::|->|throws\b|where\b|implements\b|extends\b)/;

function statement(start: number, end: number): CodeUnit {
  return { start, head: start, end, kind: 'statement', key: undefined, form: '' };
}

/** Comments and directives may stand further to the left than the code around them. */
function depthOf(lines: readonly string[], from: number, to: number): number {
  let depth = Infinity;
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || continues(line) || isLeading(line) || isDirective(line)) continue;
    depth = Math.min(depth, indentOf(line).length);
  }
  return depth;
}

/** Up to the next line at the same depth that does not go on with this piece; blank lines at the end are left out. */
function endOfUnit(lines: readonly string[], head: number, to: number, depth: number): number {
  let end = head + 1;
  for (let at = head + 1; at < to; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const indent = indentOf(line).length;
    if (indent <= depth && (isLeading(line) || isDirective(line)) && goesOnBelow(lines, at, to, depth))
      continue;
    // What stands further to the left goes on with what is around it, or ends that.
    if (indent < depth || (indent === depth && !continues(line))) break;
    end = at + 1;
  }
  return end;
}

/** Whether a line cannot begin a piece of code: it closes something, or is the next branch of it. */
function continues(line: string): boolean {
  return /^\s*(?:[)\]}>{]|<\/|(?:elif|elsif|elseif|except)\b(?!\s*[=.])|catch\b(?!\s*(?:[=.]|\(\s*\)))|else\b(?!\s*[=(.])|(?:finally|then|when)\b(?!\s*[=(.,?]|:\s*\S)|(?:rescue|ensure|end|fi|done|esac)\b(?!\s*[=(.:,?]))/.test(
    line,
  );
}

/** Whether the next code below comments and directives is part of a piece at a depth: it stands deeper. */
function goesOnBelow(lines: readonly string[], at: number, to: number, depth: number): boolean {
  for (let next = at; next < to; next++) {
    const line = lines[next] ?? '';
    if (isLeading(line)) next = endOfLeading(lines, next, to) - 1;
    if (line.trim() === '' || isLeading(line) || isDirective(line)) continue;
    return indentOf(line).length > depth || (/^\s*\}/.test(line) && indentOf(line).length === depth);
  }
  return false;
}

/** A directive of the preprocessor of C and its like, which stands at the left whatever is around it. */
function isDirective(line: string): boolean {
  return /^#\s*(?:if|ifdef|ifndef|else|elif|endif|pragma|region|endregion)\b/.test(line);
}

import { isElision } from './elision';
import { indentOf } from './lines';

/** A piece of code at one depth: a definition, a statement, or a line that stands for code left out. */
export interface CodeUnit {
  /** Its first line; comments and decorators right above a definition belong to it. */
  readonly start: number;
  /** The line where its code begins, behind those comments and decorators. */
  readonly head: number;
  /** Behind its last line that is not blank. */
  readonly end: number;
  readonly kind: 'definition' | 'import' | 'statement' | 'elision';
  /** What it is known by: the name it defines, the module it imports. Undefined for one that is only known by its text. */
  readonly key: string | undefined;
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
    } else if (isElision(line) && !keep(line) && indentOf(line).length <= depth) {
      if (leading !== undefined) units.push(statement(leading, at));
      leading = undefined;
      units.push({ start: at, head: at, end: at + 1, kind: 'elision', key: undefined });
      at++;
    } else if (isLeading(line)) {
      leading ??= at;
      at = endOfLeading(lines, at, to);
    } else {
      const end = endOfUnit(lines, at, to, depth);
      const { kind, key } = nameOf(lines, at, end);
      units.push({ start: leading ?? at, head: at, end, kind, key });
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
  const opening = lines.slice(head, end).findIndex(line => /[{:]\s*(?:(?:\/\/|#).*)?$/.test(line));
  const start = head + Math.max(opening, 0) + 1;
  let last = end;
  while (last > start && indentOf(lines[last - 1] ?? '').length <= indent) last--;
  return { start, end: Math.max(start, last) };
}

function statement(start: number, end: number): CodeUnit {
  return { start, head: start, end, kind: 'statement', key: undefined };
}

function depthOf(lines: readonly string[], from: number, to: number): number {
  let depth = Infinity;
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    if (line.trim() !== '' && !continues(line)) depth = Math.min(depth, indentOf(line).length);
  }
  return depth;
}

/** Up to the next line at the same depth that does not go on with this piece; blank lines at the end are left out. */
function endOfUnit(lines: readonly string[], head: number, to: number, depth: number): number {
  let end = head + 1;
  for (let at = head + 1; at < to; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line).length <= depth && !continues(line)) break;
    end = at + 1;
  }
  return end;
}

/** Whether a line cannot begin a piece of code: it closes something, or is the next branch of it. */
function continues(line: string): boolean {
  return /^\s*(?:[)\]}>{]|(?:elif|elsif|elseif|except|catch)\b(?!\s*[=.])|(?:else|rescue|ensure|finally|end|fi|done|esac|then|when)\b(?!\s*[=(.]))/.test(
    line,
  );
}

/** Comments and decorators above a definition. */
function isLeading(line: string): boolean {
  return /^\s*(?:@[\p{L}_]|#\[|\/\/|\/\*|\*|#(?!include|define|if|endif|pragma|import)|--(?=\s)|<!--|\[[\p{Lu}]\w*(?:\(.*\))?\]\s*$)/u.test(
    line,
  );
}

/** Behind a comment or decorator, which may go over several lines. */
function endOfLeading(lines: readonly string[], at: number, to: number): number {
  const close = closeOf(lines[at] ?? '');
  const end = close === undefined ? 0 : lines.slice(at, to).findIndex(each => close.test(each));
  return at + Math.max(end, 0) + 1;
}

/** What the line is like that ends a comment or decorator which may go over several. */
function closeOf(line: string): RegExp | undefined {
  if (/^\s*\/\*/.test(line)) return /\*\//;
  if (/^\s*<!--/.test(line)) return /-->/;
  return /^\s*@.*\([^)]*$/.test(line) ? /^\s*\)/ : undefined;
}

/** Lines of a head at the most: a long list of parameters. */
const headLines = 24;

function nameOf(lines: readonly string[], head: number, end: number): Pick<CodeUnit, 'kind' | 'key'> {
  const first = (lines[head] ?? '').trim();
  const imported = importOf(first);
  if (imported !== undefined) return { kind: 'import', key: imported };
  if (/^(?:return|throw)\b/.test(first)) return { kind: 'statement', key: 'return' };
  if (control.test(first)) return { kind: 'statement', key: undefined };
  const whole: string[] = [];
  for (let at = head; at < Math.min(end, head + headLines); at++) {
    whole.push((lines[at] ?? '').trim());
    if (/[{;:]\s*$/.test(lines[at] ?? '')) break;
  }
  const text = whole.join(' ');
  const key = defined(text);
  return key ? { kind: 'definition', key } : { kind: 'statement', key: undefined };
}

const control =
  /^(?:if|for|while|switch|do|try|with|match|await|return|throw|raise|assert|yield|break|continue|print|echo|new|del|using\s*\()\b/;

function importOf(line: string): string | undefined {
  const module = /^(?:import|export)\b[^"'=]*["']([^"']+)["']/.exec(line)?.[1];
  if (module !== undefined) return `import ${module}`;
  const python = /^(?:from\s+(\S+)\s+import|import\s+([\w.]+))/.exec(line);
  if (python) return `import ${python[1] ?? python[2] ?? ''}`;
  if (/^import\s*\($/.test(line)) return 'import (';
  const plain =
    /^(?:#include|use|using(?!\s+var\b|.*\()|require|require_relative|package|import)\s+(.+?);?$/.exec(
      line,
    )?.[1];
  return plain === undefined ? undefined : `import ${plain}`;
}

const name = String.raw`[\p{L}_$#~@][\p{L}\p{N}_$.:?!-]*`;
const modifiers = String.raw`(?:(?:export|default|public|private|protected|internal|fileprivate|static|async|abstract|final|sealed|pub(?:\([^)]*\))?|unsafe|extern(?:\s+"[^"]*")?|override|open|data|inline|virtual|declare|readonly|local|partial|suspend|const(?=\s+(?:fn|enum))|create(?:\s+or\s+replace)?)\s+)*`;
const keyword = String.raw`(?:function\s*\*\s*|(?:function|class|interface|enum|struct|trait|protocol|module|namespace|defmodule|defp?|defmacro|fn|func|fun|sub|proc|type|record|object|union|mod|extension|actor|mixin|table|view|procedure)\s+)`;

const named = new RegExp(
  `^${modifiers}${keyword}(?:\\(\\s*(?:\\w+\\s+)?\\*?([\\w.]+)(?:\\[[^\\]]*\\])?\\s*\\)\\s*)?(${name})`,
  'iu',
);
const anonymous = /^export\s+default\b/;
const implementation = /^(?:unsafe\s+)?impl\b(.*?)(?:\{|\bwhere\b|$)/;
const variable = new RegExp(
  `^${modifiers}(?:const|let|var|val|static|final|auto|my|our|local)\\s+(?:mut\\s+)?(${name})\\s*(?:[:=;,]|$)`,
  'u',
);
const assigned = new RegExp(`^(${name})\\s*(?::[^=:]+)?[:+|]?=(?![=>])`, 'u');
const property = new RegExp(`^(?:["']([^"']+)["']|(${name}))\\s*[?!]?:(?!:)`, 'u');
const called = new RegExp(
  `^(?:[\\p{L}_$][\\p{L}\\p{N}_$<>\\[\\],*&:.?~\\s]*[\\s*&])?(${name})\\s*(?:<[^()]*>)?\\(`,
  'u',
);

/** The name that a head defines; undefined for a statement. */
function defined(head: string): string | undefined {
  const found = named.exec(head);
  if (found?.[2] !== undefined) return plain(found[1] === undefined ? found[2] : `${found[1]}.${found[2]}`);
  const implemented = implementation.exec(head)?.[1];
  if (implemented !== undefined) return `impl ${implemented.replace(/\s+/g, ' ').trim()}`;
  if (anonymous.test(head)) return 'default';
  const bound = variable.exec(head)?.[1] ?? assigned.exec(head)?.[1];
  if (bound !== undefined) return plain(bound);
  const key = property.exec(head);
  const opens = /[{:]$/.test(head);
  const isCall = called.exec(head)?.[1];
  // A method or a function of C has a body behind its parameters; a call has not.
  if (isCall !== undefined && /\)[^()=]*[{:]$/.test(head) && !/\bfunction\b|=>|\(["'`]/.test(head))
    return plain(isCall);
  if (key) return key[1] ?? plain(key[2] ?? '');
  if (opens && isCall === undefined) return head.replace(/\s*[{:]$/, '').replace(/\s+/g, ' ');
  return undefined;
}

function plain(text: string): string {
  return text.replace(/[:.?!-]+$/, '').replace(/::/g, '.');
}

import { indentOf } from '../common/code/indent';

/** Whether a line is a comment or a decorator, or begins one: it belongs to the definition below. */
export function isLeading(line: string): boolean {
  return isComment(line) || isDecorator(line);
}

/**
 * By how it looks, since the language is not known here: `* {` and `#id {` are styles, `* name() {` is a generator, `#name` with a sign
 * behind it something private. Lines inside of a comment begin with two stars; see `shapeOf`.
 */
function isComment(line: string): boolean {
  const text = line.trim();
  return comment.test(text) && !code.test(text);
}

const comment = /^(?:\/\/|\/\*|\*\*?(?:\s|\/|$)|#|--(?:\s|$)|<!--)/;
const code =
  /^(?:\*\s+(?:[{,]|[{,:>+~.[#*].*[{,]|[^\s(]+\s*\(.*\{)$|#(?:include|define|if|endif|pragma|import|[\p{L}_$][\p{L}\p{N}_$]*(?:\s*[=;:(<?!]|.*\{|.*,$)))/u;

/** Decorators, attributes and the parameters of templates that stand by themselves in their lines. */
function isDecorator(line: string): boolean {
  const text = line.trim();
  if (/^(?:#\[|template\s*<.*>$)/.test(text)) return true;
  if (/^\[(?:\w+:\s*)?\p{Lu}[\w.]*[(\],]/u.test(text)) return text.endsWith(']') || isOpen(text);
  return text.startsWith('@') && (isOpen(text) || withoutDecorators(text) === '');
}

/** A line without the decorators it begins with; nothing where only a comment is left of it. */
export function withoutDecorators(line: string): string {
  let text = line.trim();
  for (let name = decorator.exec(text); name; name = decorator.exec(text)) {
    text = behindArguments(text.slice(name[0].length)).trimStart();
  }
  return isComment(text) ? '' : text;
}

const decorator = /^@[\p{L}_][\p{L}\p{N}_$.:]*/u;

function behindArguments(text: string): string {
  if (!text.startsWith('(')) return text;
  const bare = withoutTexts(text);
  let open = 0;
  for (const [at, sign] of [...bare].entries()) {
    if (sign === '(') open++;
    else if (sign === ')' && --open === 0) return text.slice(at + 1);
  }
  return text;
}

/** Whether more brackets are opened in a line than closed: it goes on below. */
function isOpen(text: string): boolean {
  const bare = withoutTexts(text);
  return bare.replaceAll(/[^([]/g, '').length > bare.replaceAll(/[^)\]]/g, '').length;
}

/** As long, without what its strings hold. */
function withoutTexts(text: string): string {
  return text.replace(/(["'])(?:\\.|(?!\1)[^\\])*\1/g, found => '"'.repeat(found.length));
}

/**
 * Behind a comment or decorator, which may go over several lines.
 * @param at the line where it begins
 * @param to where to look at the most
 */
export function endOfLeading(lines: readonly string[], at: number, to: number): number {
  const line = lines[at] ?? '';
  const close = /^\s*\/\*/.test(line) ? /\*\// : /^\s*<!--/.test(line) ? /-->/ : undefined;
  if (close) {
    const end = lines.slice(at, to).findIndex(each => close.test(each));
    return at + Math.max(end, 0) + 1;
  }
  if (isComment(line) || !isOpen(line)) return at + 1;
  return endOfOpen(lines, at, to);
}

/** Behind the lines that stand deeper, and the bracket that ends them; right behind the first one where there are none. */
function endOfOpen(lines: readonly string[], at: number, to: number): number {
  const depth = indentOf(lines[at] ?? '').length;
  let end = at + 1;
  while (end < to && indentOf(lines[end] ?? '').length > depth) end++;
  return end < to && /^\s*[)\]]/.test(lines[end] ?? '') && indentOf(lines[end] ?? '').length === depth
    ? end + 1
    : end;
}

import { indentOf } from '../common/code/indent';
import { yamlLanguages } from './dataLanguages';
import { isElision } from './elision';
import { isLeading } from './leadingLines';

/**
 * Which lines go on with the one above though they stand no deeper, by what a language is like: the selectors of a style, the name of a
 * function below its type, the bounds of its types, the rest of a statement of SQL, what follows a backslash, the items of a list below its key.
 * @param shape lines whose texts hold nothing
 */
export function continuedLines(shape: readonly string[], languageId: string): ReadonlySet<number> {
  if (/^(?:sql|plsql|pgsql)$/.test(languageId)) return restOfStatements(shape);
  if (yamlLanguages.has(languageId)) return itemsBelowKeys(shape);
  const own = byLanguage.find(([ids]) => ids.split(' ').includes(languageId))?.[1];
  const found = new Set<number>();
  for (const [index, line] of shape.entries()) {
    const above = shape[index - 1] ?? '';
    if (line === '' || isLeading(above) || indentOf(line).length > indentOf(above).length) continue;
    if (above.endsWith('\\') || own?.(above, line)) found.add(index);
  }
  return found;
}

/** All but the first line of each statement, up to its semicolon. */
function restOfStatements(shape: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let isOpen = false;
  for (const [index, line] of shape.entries()) {
    const code = line.replaceAll(/'[^']*'|\/\*.*?\*\/|--.*/g, '').trim();
    if (isOpen && line !== '') found.add(index);
    else if (code === '' || isElision(line) || isLeading(line)) continue;
    isOpen = !/(?:;|^\/|^go|^\\.*)$/i.test(code);
  }
  return found;
}

/** The items of lists that stand no deeper than the key of the list. */
function itemsBelowKeys(shape: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  /** Depths at which such a list goes on. */
  let lists: number[] = [];
  let above = '';
  for (const [index, line] of shape.entries()) {
    if (line === '' || isLeading(line)) continue;
    const depth = indentOf(line).length;
    const isItem = /^\s*-(?:\s|$)/.test(line);
    const isFirst =
      isItem && indentOf(above).length === depth && /^\s*[^-\s].*:\s*(?:#.*|&\S+)?$/.test(above);
    lists = lists.filter(each => each < depth || (each === depth && isItem));
    if (isFirst) lists.push(depth);
    if (isItem && lists.includes(depth)) found.add(index);
    above = line;
  }
  return found;
}

type Rule = (above: string, line: string) => boolean;

const isBehindComma: Rule = above => /,\s*$/.test(above);

/** `static int` above `main(void)`. */
const isBelowType: Rule = (above, line) =>
  /^\s*[\p{L}_][\p{L}\p{N}_:<>, .*&]*$/u.test(above) &&
  !/[:,]\s*$/.test(above) &&
  /^\s*[\p{L}_~][\p{L}\p{N}_:<>~]*\s*\(/u.test(line);

/** The bounds of a function's types, below its head. */
const isBound: Rule = (_, line) => /^\s*where\b/.test(line);

const byLanguage: readonly (readonly [ids: string, rule: Rule])[] = [
  ['css scss less stylus', isBehindComma],
  ['c cpp cuda-cpp objective-c objective-cpp', isBelowType],
  ['rust swift', isBound],
];

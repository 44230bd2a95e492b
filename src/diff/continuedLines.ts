import { indentOf } from '../common/code/indent';
import { isElision } from './elision';
import { isLeading } from './leadingLines';

/**
 * Which lines go on with the one above though they stand no deeper, by what a language is like: the selectors of a style, the name of a
 * function below its type, the rest of a statement of SQL, what follows a backslash, the items of a list below its key.
 * @param shape lines whose texts hold nothing
 */
export function continuedLines(shape: readonly string[], languageId: string): ReadonlySet<number> {
  const rules = [
    isBehindBackslash,
    ...(byLanguage.find(([ids]) => ids.split(' ').includes(languageId))?.[1] ?? []),
  ];
  const found = new Set<number>();
  if (/^(?:sql|plsql|pgsql)$/.test(languageId)) return restOfStatements(shape);
  if (/^(?:yaml|dockercompose)$/.test(languageId)) return itemsBelowKeys(shape);
  for (const [index, line] of shape.entries()) {
    const above = shape[index - 1] ?? '';
    if (line.trim() === '' || above.trim() === '' || indentOf(line).length > indentOf(above).length) continue;
    if (rules.some(isContinued => isContinued(above, line))) found.add(index);
  }
  return found;
}

/** All but the first line of each statement, up to its semicolon. */
function restOfStatements(shape: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let begun: number | undefined;
  for (const [index, line] of shape.entries()) {
    const code = line.replace(/--.*$/, '').trim();
    if (begun !== undefined && line !== '') found.add(index);
    else if (code === '' || isElision(line) || isLeading(line)) continue;
    begun = /(?:;|^\s*\\.*)$/.test(code) || code === '/' || /^go$/i.test(code) ? undefined : (begun ?? index);
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

const isBehindBackslash: Rule = above => above.endsWith('\\');

const isBehindComma: Rule = above => /^[^@]*[^;{}],$/.test(above) && !isComment(above);

/** `static int` above `main(void)`. */
const isBelowType: Rule = (above, line) =>
  above.length < longestType &&
  /^\s*[\p{L}_][\p{L}\p{N}_:<>, .*&]*$/u.test(above) &&
  !/^\s*(?:else|do|try|return|break|continue|public|private|protected|signals|default)\b|[:,]\s*$/.test(
    above,
  ) &&
  /^\s*[\p{L}_~][\p{L}\p{N}_:<>~]*\s*\(/u.test(line);

/** A longer line is no type, in UTF-16 code units. */
const longestType = 120;

function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*)/.test(line);
}

const byLanguage: readonly (readonly [ids: string, rules: readonly Rule[]])[] = [
  ['css scss less stylus', [isBehindComma]],
  ['c cpp cuda-cpp objective-c objective-cpp', [isBelowType]],
];

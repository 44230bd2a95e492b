import { lexisOf } from '../common/code/lexis';
import { lineEndIn } from '../common/lineEnd';
import { shapeOf } from './codeShape';
import { bodyOf, codeUnits } from './codeUnits';
import { hasWords } from './lines';
import { isNestedTooDeep } from './nestedTooDeep';
import { inSimilarPlaces } from './similarPlaces';
import { mergeCode } from './mergeCode';
import { isJson, mergeJson } from './mergeJson';

/**
 * The text of a file with a code block of an answer put in its place: by the names of what it defines (`mergeCode`, `mergeJson`);
 * else by the lines it begins and ends with; any other block is the whole file when it is about as long, else new code
 * for its end. No top-level definition that the block does not name is lost.
 * @param languageId of VS Code; without it what is common to most languages is read
 * @returns the new text, with the line ends of the file
 * @throws CannotFit when the block leaves out something that the file does not tell
 */
export function fitCode(file: string, code: string, languageId = ''): string {
  const eol = lineEndIn(file);
  const lines = file.split(/\r?\n/);
  const block = code.replace(/\s*$/, '').split(/\r?\n/);
  const [had, has] = [interpreterOf(lines), interpreterOf(block)];
  const fitted = fittedLines(lines.slice(had.length), block.slice(has.length), languageId);
  // That of the file stays in front of all, if the block names no other one.
  const [line] = has.length > 0 ? has : had;
  const blanks = (had.length > 0 ? had : has).slice(1);
  return (line === undefined ? fitted : [line, ...blanks, ...fitted]).join(eol);
}

/** The line at the beginning that names the interpreter, and the blank lines below it; none where there is no such line. */
function interpreterOf(lines: readonly string[]): readonly string[] {
  // That of Rust is an attribute.
  if (!/^#!(?!\[)/.test(lines[0] ?? '')) return [];
  const code = lines.findIndex((line, index) => index > 0 && line.trim() !== '');
  return code < 0 ? lines : lines.slice(0, code);
}

function fittedLines(
  lines: readonly string[],
  block: readonly string[],
  languageId: string,
): readonly string[] {
  if (block.length === 0) return lines;
  if (!lines.some(line => line.trim() !== '')) return [...block, ''];
  const merged = mergedByKind(lines, block, languageId) ?? mergeCode(lines, block, languageId);
  if (merged) return merged;
  const fitted = anchored(lines, block);
  return losesAny(lines, fitted, languageId) ? appended(lines, block) : fitted;
}

/** By what a language is written in: members of JSON, elements of a page, which have no names. */
function mergedByKind(
  lines: readonly string[],
  block: readonly string[],
  languageId: string,
): readonly string[] | undefined {
  if (isJson(languageId)) return mergeJson(lines, block);
  return lexisOf(languageId).kind === 'markup' ? inSimilarPlaces(lines, block) : undefined;
}

/** By its first and last line: the part between those of the file, the whole file, or its end. */
function anchored(lines: readonly string[], block: readonly string[]): string[] {
  const whole = (): string[] => (block.length * 2 >= lines.length ? [...block, ''] : appended(lines, block));
  const part = partOf(lines, block);
  if (!part) return whole();
  const { start, at } = part;
  // It begins where the file begins and is about as long: the file.
  if (lines.findIndex(hasWords) === at && block.length * 2 >= lines.length) return whole();
  // The block ends where its last line stands again, at the same depth, below its first one.
  const end = lines.indexOf(block.at(-1) ?? '', at + 1);
  if (end < 0) return whole();
  // A block that holds most of what the file holds is the file.
  const shared = new Set(block);
  const elsewhere = [...lines.slice(0, start), ...lines.slice(end + 1)].filter(
    line => hasWords(line) && shared.has(line),
  );
  if (elsewhere.length > 2) return whole();
  return [...lines.slice(0, start), ...block, ...lines.slice(end + 1)];
}

function appended(lines: readonly string[], block: readonly string[]): string[] {
  const end = lines.findLastIndex(line => line.trim() !== '') + 1;
  return [...lines.slice(0, end), '', ...block, ''];
}

/** Whether a definition of the file is gone: the block names none, or `mergeCode` had known its place. */
function losesAny(before: readonly string[], after: readonly string[], languageId: string): boolean {
  const [had, has] = [shapeOf(before, languageId), shapeOf(after, languageId)];
  // Where that cannot be told, it may be.
  if (isNestedTooDeep(had) || isNestedTooDeep(has)) return true;
  const kept = new Set(definedIn(has));
  return definedIn(had).some(name => !kept.has(name));
}

/** What is defined at the top, and with a body in its branches. */
function definedIn(
  shape: readonly string[],
  { start, end } = { start: 0, end: shape.length },
  fewestLines = 1,
): (string | undefined)[] {
  return codeUnits(shape, start, end).flatMap(unit => {
    const lines = unit.end - unit.head;
    if (unit.kind === 'definition') return lines < fewestLines ? [] : [unit.key];
    return lines > 1 ? definedIn(shape, bodyOf(shape, unit), 2) : [];
  });
}

/** Where a block begins in a file, both as lines without line breaks; undefined when its first words do not say. */
export function partOf(
  lines: readonly string[],
  block: readonly string[],
): { readonly start: number; /** The line that tells. */ readonly at: number } | undefined {
  const first = block.findIndex(hasWords);
  if (first < 0) return undefined;
  const line = block[first] ?? '';
  const at = lines.indexOf(line);
  // It has to stand there, with room above it, and only there.
  return at < first || lines.lastIndexOf(line) !== at ? undefined : { start: at - first, at };
}

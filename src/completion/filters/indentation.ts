import { indentStyle, type IndentStyle } from '../text/indentStyle';
import { lexisOf } from '../../common/code/lexis';
import { currentLine, indentWidth, isBlank, linesOf } from '../text/lines';
import { indentOf } from '../../common/code/indent';
import { scanPrefix } from '../text/scanPrefix';
import type { CursorSnapshot } from '../snapshot';
import type { Filter, FilterContext } from './filter';

/**
 * Makes a text indented as its document is: tabs or spaces as there; no second indentation where the cursor
 * stands in white space already; a block written as if it began at the left margin is moved to the cursor's
 * column. Changes nothing but white space at the beginning of lines: at most the cursor's own indentation is
 * added to each line, and tabs become spaces. Idempotent in documents that are indented with spaces.
 */
export const indentation: Filter = (text, context) => {
  const { snapshot } = context;
  if (lexisOf(snapshot.languageId).kind === 'text' || isBlank(text)) return text;
  if (snapshot.languageId === 'makefile') return withRecipeTabs(text, snapshot.prefix);
  const style = requiredStyle(snapshot) ?? indentStyle(snapshot);
  return moved(firstLine(style ? restyled(text, style, context) : text, style, context), context);
};

/** YAML allows no tabs (YAML 1.2.2, 6.1). */
function requiredStyle(snapshot: CursorSnapshot): IndentStyle | undefined {
  if (lexisOf(snapshot.languageId) !== lexisOf('yaml')) return undefined;
  const style = indentStyle(snapshot);
  return style && !style.tabs ? style : { tabs: false, width: 2 };
}

/**
 * A tab in front of what a Makefile runs: the lines behind a rule, up to one that is not indented (GNU make, 5.1).
 * Everything else may be indented as one likes, and is left alone.
 */
function withRecipeTabs(text: string, prefix: string): string {
  const current = currentLine(prefix);
  const above = linesOf(prefix.slice(0, prefix.length - current.length)).findLast(
    line => !isBlank(line.text),
  );
  let inRecipe = above !== undefined && (above.text.startsWith('\t') || isRule.test(above.text));
  return mapLines(text, (line, index) => {
    const whole = index === 0 ? current + line : line;
    if (isBlank(whole)) return line;
    const changes = inRecipe && whole.startsWith(' ') && (index > 0 || current === '');
    if (!/^\s/.test(whole)) inRecipe = isRule.test(whole);
    return changes ? `\t${line.trimStart()}` : line;
  });
}

/** The head of a rule, which is no assignment. */
const isRule = /^[^\s#=:][^=#]*?::?(?![:=])/;

/** Tabs for spaces or spaces for tabs. */
function restyled(text: string, style: IndentStyle, { snapshot }: FilterContext): string {
  const current = currentLine(snapshot.prefix);
  const unit = style.tabs ? spacesOfStep(text, current) : style.width;
  return mapLines(text, (line, index) => {
    // The step is told by the first line that is indented and not blank: a blank one may come before it is known.
    if (isBlank(line) || (index === 0 && !isBlank(current))) return line;
    const indent = indentOf(line);
    return restyledIndent(indent, style, unit) + line.slice(indent.length);
  });
}

function restyledIndent(indent: string, style: IndentStyle, unit: number): string {
  if (!style.tabs) return indent.replaceAll('\t', ' '.repeat(unit));
  if (indent.startsWith('\t')) return indent;
  return '\t'.repeat(Math.floor(indent.length / unit)) + ' '.repeat(indent.length % unit);
}

/**
 * How many spaces of a text stand for one step. The first line that is indented tells: it is as deep as the
 * cursor's line, or one step deeper when that opens a block.
 */
function spacesOfStep(text: string, current: string): number {
  const [first = '', ...rest] = linesOf(text).map(line => line.text);
  const begins = isBlank(current) && /^ {2,}\S/.test(first);
  const indented = begins ? first : rest.find(line => /^ {2,}\S/.test(line));
  const width = indentOf(indented ?? '').length;
  const depth = indentOf(current).length + (!begins && opensBlock(current + first) ? 1 : 0);
  const step = width / depth;
  if (step === 2 || step === 3 || step === 4 || step === 8) return step;
  return width % 4 === 0 ? 4 : 2;
}

/** The first line, where the cursor stands in the indentation of its line. */
function firstLine(text: string, style: IndentStyle | undefined, { snapshot }: FilterContext): string {
  const before = currentLine(snapshot.prefix);
  const indent = indentOf(text);
  if (before === '' || !isBlank(before) || /^[ \t]*\r?\n/.test(text)) return text;
  const expected = expectedWidth(snapshot.prefix, style?.width);
  if (indentWidth(before + indent) === expected) return text;
  const whole = indentWidth(indent) === expected && indent.startsWith(before);
  return (whole ? indent.slice(before.length) : '') + text.slice(indent.length);
}

/** Where the cursor's line, which is blank, is expected to begin, in columns. */
function expectedWidth(prefix: string, step: number | undefined): number {
  const above = linesOf(prefix).findLast(line => !isBlank(line.text));
  if (!above) return 0;
  const width = indentWidth(above.text);
  if (!opensBlock(above.text)) return width;
  // The editor has indented the new line already; where nothing else tells the step, that does.
  const present = indentWidth(currentLine(prefix));
  return Math.max(present, width + (step ?? 0));
}

/**
 * A block of which only the first line is at the cursor's column, the others count from the left margin. Labels at that
 * column are no block of each other, and words in a comment or string are none at all.
 */
function moved(text: string, { snapshot }: FilterContext): string {
  const before = currentLine(snapshot.prefix);
  const [first = '', ...rest] = linesOf(text).map(line => line.text);
  if (!isBlank(before) || indentOf(first) !== '' || !opensBlock(first)) return text;
  const second = rest.find(line => !isBlank(line));
  if (second === undefined) return text;
  const column = indentWidth(before);
  const closes = /^\s*[)\]}]/.test(second);
  const fits = closes || (label.test(first) && label.test(second));
  if (indentWidth(second) > column || (fits && indentWidth(second) === column)) return text;
  if (scanPrefix(snapshot.prefix, lexisOf(snapshot.languageId)).within) return text;
  return mapLines(text, (line, index) => (index === 0 || isBlank(line) ? line : before + line));
}

const label = /^\s*(?:case\b|default\s*:)/;

function opensBlock(line: string): boolean {
  return /[{([:]\s*$/.test(line);
}

function mapLines(text: string, change: (line: string, index: number) => string): string {
  return text.split('\n').map(change).join('\n');
}

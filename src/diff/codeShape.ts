import { lexisOf } from '../common/code/lexis';
import { bracketDepths } from './bracketShape';
import { headingShape, sectionShape, tagShape } from './outlineShape';
import { continuedLines } from './continuedLines';
import { sectionLanguages } from './dataLanguages';
import { readLines } from './readLines';

/** Code, and what its structure is read from. */
export interface Code {
  /** Without line breaks. */
  readonly lines: readonly string[];
  /** As many lines, each as deep as it stands by what it is inside of; see `shapeOf`. */
  readonly shape: readonly string[];
}

/** @param languageId of VS Code; empty when it is not known */
export function shapedCode(lines: readonly string[], languageId: string): Code {
  return { lines, shape: shapeOf(lines, languageId) };
}

/**
 * Lines from which the structure of some code can be read by their indentation, whatever that is like: those inside of brackets stand deeper
 * than these, and those inside of a text over several lines hold nothing, so that what is written there is not taken for code.
 */
export function shapeOf(lines: readonly string[], languageId: string): string[] {
  if (withHeadings.has(languageId)) return headingShape(lines);
  const shape = bracketShape(lines, languageId);
  // Pages may be written in any language: PHP, or one that is not known.
  return sectionLanguages.has(languageId) ? sectionShape(shape) : tagShape(shape);
}

function bracketShape(lines: readonly string[], languageId: string): string[] {
  const read = readLines(lines, languageId);
  const depths = bracketDepths(lines, read, byBrackets.has(languageId));
  /** Where the text has begun that a line stands in. */
  let begun = 0;
  const shape = read.map(({ within }, index) => {
    const text = lines[index]?.trim() ?? '';
    if (within === 'string') return `${' '.repeat(begun + 1)}"`;
    // The sign that ends it is looked for.
    if (within === 'comment') return `${' '.repeat(begun)}** ${text.slice(-3)}`;
    begun = depths[index] ?? 0;
    return text && ' '.repeat(begun) + plainComment(text, languageId);
  });
  const continued = continuedLines(shape, languageId);
  return shape.map((line, index) => (continued.has(index) ? ` ${line}` : line));
}

/** A line that is a comment in its language, with a blank behind the sign: it is none in all languages where a word follows. */
function plainComment(text: string, languageId: string): string {
  const sign = lexisOf(languageId).lineComments.find(each => text.startsWith(each)) ?? '';
  const rest = text.slice(sign.length);
  return sign === '' || /^[\s[]/.test(rest) ? text : `${sign} ${rest}`;
}

const withHeadings: ReadonlySet<string> = new Set(['markdown', 'mdx']);

/** Languages whose statements end with a semicolon or a bracket. */
const byBrackets: ReadonlySet<string> = new Set(
  'javascript javascriptreact typescript typescriptreact java c cpp csharp go rust php kotlin swift dart css scss less'.split(
    ' ',
  ),
);

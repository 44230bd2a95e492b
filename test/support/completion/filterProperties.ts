import fc from 'fast-check';
import { lineMode } from '../../../src/completion/text/lineMode';
import type { FilterContext } from '../../../src/completion/filters/filter';
import type { CursorSnapshot } from '../../../src/completion/snapshot';
import { at } from './cursorText';

const pieces = [
  ...[
    'foo',
    'bar()',
    'return x;',
    'if (a) {',
    'else {',
    'def f():',
    'end',
    'Here is the code',
    'say("',
    '"',
    "'",
  ],
  ...['`', '/*', '*/', '// ', '#', '"""', '(', ')', '{', '}', '[', ']', ';', ',', ':', '=>', '.map(f)'],
  ...[
    ' ',
    '  ',
    '    ',
    '\t',
    '\t\t',
    '😀',
    '👨‍👩‍👧',
    'שלום',
    'مرحبا',
    'e\u0301',
    '<|endoftext|>',
    '<fill>',
    '<',
  ],
];

/** Code as a language model might get or write it, line by line, with one kind of line break. */
function code(lineEnd: string, maxLines: number): fc.Arbitrary<string> {
  const line = fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map(parts => parts.join(''));
  // A few lines that come again and again, so that texts overlap and repeat.
  const usual = fc.constantFrom(
    '',
    '```',
    '}',
    '  }',
    '  return x;',
    '  foo();',
    '});',
    '    foo();',
    'else:',
  );
  return fc.array(fc.oneof(usual, line), { maxLength: maxLines }).map(lines => lines.join(lineEnd));
}

/** A place to fill in and a complete answer for it. */
export interface Case {
  readonly snapshot: CursorSnapshot;
  readonly text: string;
  readonly mode: FilterContext['mode'];
}

/** Places and answers of all kinds: CRLF, tabs, emoji, text from right to left, several languages. */
export const cases: fc.Arbitrary<Case> = fc
  .constantFrom('\n', '\r\n')
  .chain(lineEnd =>
    fc.record({
      prefix: code(lineEnd, 6),
      suffix: code(lineEnd, 6),
      text: fc.oneof(code(lineEnd, 10), code('\n', 10)),
      languageId: fc.constantFrom('typescript', 'python', 'c', 'ruby', 'html', 'markdown', 'unknown'),
    }),
  )
  .map(({ text, ...place }) => {
    const snapshot = at('█', place);
    return { snapshot, text, mode: lineMode(snapshot) };
  });

/** The answer as it grows: its beginnings that end with a whole line, without the last line break. */
export function growth(text: string): string[] {
  return [...text.matchAll(/\n/g)].map(match => text.slice(0, match.index));
}

/** Whether a text holds half of a surrogate pair. */
export function hasHalfCharacter(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

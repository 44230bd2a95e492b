import assert from 'node:assert/strict';
import { lexisOf } from '../../../../src/common/code/lexis';
import { readNesting, type Level } from '../../../../src/completion/text/nesting';

/** Levels by what closes them, outermost first: those in a text with `.`, holes with `$`, a line break as `↵`. */
function written(levels: readonly Level[]): string {
  const sign = { code: '', text: '.', hole: '$' } as const;
  return levels.map(({ close, place }) => close.replace('\n', '↵') + sign[place]).join(' ');
}

describe('readNesting', () => {
  /** What is open at the end of a text, and its faults. */
  const table: [languageId: string, text: string, open: string, faults: number][] = [
    ['typescript', 'f(a, [b, {', ') ] }', 0],
    ['typescript', 'f(a[b]{c})', '', 0],
    // Closers without a partner, and what is left open inside something that is closed.
    ['typescript', 'a)', '', 3],
    ['typescript', 'f(a]', ')', 3],
    ['typescript', '[f(a]', '', 1],
    ['typescript', '[f({a]', '', 2],
    ['typescript', '{f("a\n}', '', 1],
    // Strings.
    ['typescript', 'f("a', ') "', 0],
    ['typescript', 'f("a")', '', 0],
    ['typescript', 'f("a\n', ')', 0],
    ['typescript', '"a\\"b', '"', 0],
    ['typescript', '"a\\\nb', '"', 0],
    ['typescript', '"a\\\r\nb', '"', 0],
    ['typescript', '"it\'s // a"', '', 0],
    ['typescript', '`a\nb', '`', 0],
    // In the text of a string brackets are paired, and a closer may stand alone.
    ['typescript', '"a (b', '" ).', 0],
    ['typescript', '"a (b) c', '"', 0],
    ['typescript', '"a) b"', '', 0],
    ['typescript', '"a (b] c"', '', 0.1],
    ['typescript', '"a (b\n', '', 0.1],
    // Holes of templates hold code.
    ['typescript', '`a ${b', '` }$', 0],
    ['typescript', '`a ${f("}', '` }$ ) "', 0],
    ['typescript', '`a ${f("}")} b`', '', 0],
    ['typescript', '`a ${b + `c ${d}`} e`', '', 0],
    ['typescript', '`a {b} "c`', '', 0],
    ['ruby', '"a #{f("b")} c"', '', 0],
    ['python', 'print(f"{a}, {b")', '', 0.1],
    ['typescript', 'a ${b', '}', 0],
    // Comments.
    ['typescript', 'a // b (', '↵ ).', 0],
    ['typescript', 'a // b (\nc(', ')', 0.1],
    ['typescript', '/* a "b ', '*/', 0],
    ['typescript', '/* a */ f(', ')', 0],
    ['typescript', 'a */ f(', ')', 0],
    ['python', '# a\nf(', ')', 0],
    ['python', '"""a "b" \n', '"""', 0],
    ['python', '"""a"""', '', 0],
    // The brackets of types, which less-than and arrows are not.
    ['typescript', 'Map<string', '>', 0],
    ['typescript', 'Map<string, Set<T>>', '', 0],
    ['typescript', 'x1<', '>', 0],
    ['typescript', 'a < b', '', 0],
    ['typescript', 'a< b', '', 0],
    ['typescript', 'a<3', '', 0],
    ['typescript', 'a<=b', '', 0],
    ['typescript', 'a<<b', '', 0],
    ['typescript', '(<T', ')', 0],
    ['typescript', '"a<b', '"', 0],
    ['typescript', 'a > b', '', 0],
    ['typescript', 'a>b', '', 0],
    ['typescript', 'Map<a, () => b', '>', 0],
    ['typescript', 'Map<a->b', '>', 0],
    ['typescript', 'Map<a > b', '>', 0],
    ['typescript', 'Map<f(a>b', '> )', 0],
    ['typescript', 'f(a<b)', '', 0],
  ];
  for (const [languageId, text, open, faults] of table) {
    it(`${languageId}: ${JSON.stringify(text)} leaves ${open === '' ? 'nothing' : open} open`, () => {
      const nesting = readNesting(text, lexisOf(languageId));
      assert.equal(written(nesting.levels), open);
      assert.equal(nesting.faults, faults);
      assert.deepEqual([nesting.closed, nesting.kept], [[], 0]);
    });
  }

  /** What of the levels at its beginning a text closes, each with where, and how many stay open all the way. */
  const closing: [before: string, text: string, closed: string, kept: number, open: string][] = [
    ['f([', 'a', '', 2, ') ]'],
    ['f([', 'a] b)', ']2 )5', 0, ''],
    ['f([', 'a] [b]', ']2', 1, ')'],
    ['f([', '(a)]', ']4', 1, ')'],
    ['f([', 'a)', ')2', 0, ''],
    ['f([', 'a)(', ')2', 0, ')'],
    ['say("', 'a" + "b', '"2', 1, ') "'],
    ['/* ', 'a */ b', '*/4', 0, ''],
    ['"a', 'b\nc', '"1', 0, ''],
    ['x: Map<', 'a>', '>2', 0, ''],
    ['`${', 'a}`', '}2 `3', 0, ''],
  ];
  for (const [before, text, closed, kept, open] of closing) {
    it(`behind ${JSON.stringify(before)}, ${JSON.stringify(text)} closes ${closed === '' ? 'nothing' : closed}`, () => {
      const lexis = lexisOf('typescript');
      const nesting = readNesting(text, lexis, readNesting(before, lexis).levels);
      const ends = nesting.closed.map(({ level, end }) => `${level.close}${end}`).join(' ');
      assert.deepEqual([ends, nesting.kept, written(nesting.levels)], [closed, kept, open]);
    });
  }

  it('leaves the levels it was given as they are', () => {
    const lexis = lexisOf('typescript');
    const { levels } = readNesting('f([', lexis);
    readNesting('])', lexis, levels);
    assert.equal(written(levels), ') ]');
  });
});

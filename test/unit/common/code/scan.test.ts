import assert from 'node:assert/strict';
import { lexisOf } from '../../../../src/common/code/lexis';
import { scan } from '../../../../src/common/code/scan';

describe('scan', () => {
  // What ends a string or a comment is compiled once, for the first row that has one of its kind.
  const table: [
    languageId: string,
    text: string,
    open: string,
    closers: string,
    within: string | undefined,
  ][] = [
    ['typescript', 'f(a, [b', '([', '', undefined],
    ['typescript', 'a) }', '', ')}', undefined],
    ['typescript', 'say("\\")', '(', '', 'string "'],
    ['typescript', 'say(")")', '', '', undefined],
    ['typescript', 'say("unclosed\n)', '', '', undefined],
    ['typescript', 'say("line\\\n")', '', '', undefined],
    ['typescript', '`\\`{\n', '', '', 'string `'],
    ['typescript', '// C:\\\n(', '(', '', undefined],
    ['typescript', '// {\n(', '(', '', undefined],
    ['typescript', '/* {\n', '', '', 'comment */'],
    ['typescript', '// {', '', '', 'comment \n'],
    ['python', "'''\n(\n'''[", '[', '', undefined],
    ['python', '# (\n{', '{', '', undefined],
    ['rust', "fn f<'a>(x: &'a str) {", '{', '', undefined],
    ['sql', '-- (\n(', '(', '', undefined],
    ['html', "<p>don't (", '(', '', undefined],
    ['typescript', '"שלום (" + "😀)"', '', '', undefined],
  ];
  for (const [languageId, text, open, closers, within] of table) {
    it(`${languageId}: ${JSON.stringify(text)}`, () => {
      const result = scan(text, lexisOf(languageId));
      assert.deepEqual(
        [
          result.open.map(each => each.bracket).join(''),
          result.closers.map(each => each.bracket).join(''),
          result.within && `${result.within.kind} ${result.within.close}`,
        ],
        [open, closers, within],
      );
    });
  }

  it('knows where the line of a bracket begins', () => {
    const lexis = lexisOf('typescript');
    const { closers } = scan('b)\r\n  }; )', lexis, { line: '\tf(' });
    assert.deepEqual(closers, [
      { bracket: ')', at: 1, indent: '\t', first: false },
      { bracket: '}', at: 6, indent: '  ', first: true },
      { bracket: ')', at: 9, indent: '  ', first: false },
    ]);
    assert.deepEqual(scan('a\n\t\t{', lexis).open, [{ bracket: '{', indent: '\t\t' }]);
    assert.deepEqual(scan('  {\na', lexis).open, [{ bracket: '{', indent: '  ' }]);
    assert.deepEqual(scan('}', lexis, { line: '  ' }).closers, [
      { bracket: '}', at: 0, indent: '  ', first: true },
    ]);
  });

  it('knows it behind a string that goes on over lines, and behind what is escaped in one', () => {
    const lexis = lexisOf('typescript');
    const closer = (text: string): unknown => scan(text, lexis).closers[0];
    assert.deepEqual(closer('"a\\\n  b" }'), { bracket: '}', at: 9, indent: '  ', first: false });
    assert.deepEqual(closer('\t"a\\" b" }'), { bracket: '}', at: 9, indent: '\t', first: false });
  });

  it('goes on inside a string or comment', () => {
    const lexis = lexisOf('typescript');
    const { within } = scan('/* a', lexis);
    assert.deepEqual(scan('( */ [', lexis, { within }).open, [{ bracket: '[', indent: '' }]);
  });
});

import assert from 'node:assert/strict';
import { lexisOf } from '../../../../src/completion/text/lexis';
import { scan } from '../../../../src/completion/text/scan';

describe('scan', () => {
  const table: [
    languageId: string,
    text: string,
    open: string,
    closers: string,
    within: string | undefined,
  ][] = [
    ['typescript', 'f(a, [b', '([', '', undefined],
    ['typescript', 'a) }', '', ')}', undefined],
    ['typescript', 'say(")")', '', '', undefined],
    ['typescript', 'say("\\")', '(', '', '"'],
    ['typescript', 'say("unclosed\n)', '', '', undefined],
    ['typescript', 'say("line\\\n")', '', '', undefined],
    ['typescript', '`{\n', '', '', '`'],
    ['typescript', '// {\n(', '(', '', undefined],
    ['typescript', '/* {\n', '', '', '*/'],
    ['typescript', '// {', '', '', '\n'],
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
          result.within?.close,
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
  });

  it('goes on inside a string or comment', () => {
    const lexis = lexisOf('typescript');
    const { within } = scan('/* a', lexis);
    assert.deepEqual(scan('( */ [', lexis, { within }).open, [{ bracket: '[', indent: '' }]);
  });
});

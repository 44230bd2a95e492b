import assert from 'node:assert/strict';
import { headingShape, sectionShape, tagShape } from '../../../src/diff/outlineShape';

describe('headingShape', () => {
  it('puts sections inside of those of a higher level, and paragraphs into them', () =>
    assert.deepEqual(headingShape(['a', '# B "c"', 'd', 'e', '', 'f', '### G ###', 'h', '## I']), [
      '~',
      '"B c":',
      ' ~',
      '  ~',
      '',
      ' ~',
      ' "G":',
      '  ~',
      ' "I":',
    ]));

  it('takes no line of a block of code for a heading, nor a blank one for the end of it', () =>
    assert.deepEqual(headingShape(['## A', '```sh', '# b', '', '...', '```', '', '## C']), [
      '"A":',
      ' ~',
      '  ~',
      '  ~',
      '  ~',
      '  ~',
      '',
      '"C":',
    ]));

  it('knows a heading by what it is called, with the signs that belong to it', () =>
    assert.deepEqual(
      headingShape(['##  C', '## C#   ## ', '  ## F# ## ', '##', '## ##', '#g', 'is # h', '    # i']),
      ['"C":', '"C#":', '"F#":', '"":', '"":', ' ~', '  ~', '  ~'],
    ));

  it('begins a paragraph anew below a line of white space', () =>
    assert.deepEqual(headingShape(['# A', 'b', ' \t', 'c']), ['"A":', ' ~', '', ' ~']));

  it('keeps a line that stands for what is left out, as deep as its section', () =>
    assert.deepEqual(headingShape(['# A', '', '  <!-- ... -->  ']), ['"A":', '', ' <!-- ... -->']));
});

describe('tagShape', () => {
  const table: [what: string, lines: readonly string[], shape: readonly string[]][] = [
    [
      'puts the code of a component into its tag',
      ['<script setup>  ', 'a();', '', '</script> <!-- b -->', '<p>', 'c'],
      ['<script setup>  ', ' a();', '', '</script> <!-- b -->', '<p>', 'c'],
    ],
    [
      'takes what only ends with the end of a tag for code',
      ['<script>', 'a = `</script>', '<style>', '</script>', 'b'],
      ['<script>', ' a = `</script>', ' <style>', '</script>', 'b'],
    ],
    [
      'knows a tag with a type in it',
      ['<script setup generic="T extends A<B>">', 'a();', '</script>'],
      ['<script setup generic="T extends A<B>">', ' a();', '</script>'],
    ],
    [
      'puts nothing behind a tag without an end',
      ['<script src="a" />', '<p>'],
      ['<script src="a" />', '<p>'],
    ],
    ['puts nothing behind a tag that ends', ['<style>a</style>', '<p>'], ['<style>a</style>', '<p>']],
    ['puts nothing behind a tag with code', ['<style>a', '<p>'], ['<style>a', '<p>']],
    [
      'leaves a tag inside of others as it is',
      ['<body>', '  <script>', '  </script>', '</body>'],
      ['<body>', '  <script>', '  </script>', '</body>'],
    ],
  ];
  for (const [what, lines, shape] of table) it(what, () => assert.deepEqual(tagShape(lines), shape));
});

describe('sectionShape', () => {
  it('puts settings into their sections', () =>
    assert.deepEqual(
      sectionShape([
        'a = 1',
        '',
        '[b.c] # d',
        'e = "#1"',
        '',
        '  f = [2]',
        '# g',
        '[[h]]',
        'i = 1',
        '[j] ; k',
      ]),
      ['a = 1', '', '"[b.c]":', ' e = "#1"', '', '   f = [2]', '# g', '"[[h]]":', ' i = 1', '"[j]":'],
    ));

  it('knows comments by both signs', () =>
    assert.deepEqual(sectionShape(['; a', '[b]', ';;c = 1', '  ;  d', 'e = ";f"']), [
      '# a',
      '"[b]":',
      '# c = 1',
      '   # d',
      ' e = ";f"',
    ]));

  it('takes no list, nor a name with more behind it, for a section', () =>
    assert.deepEqual(sectionShape(['a = [b]', '[c] = d', '[e] f']), ['a = [b]', '[c] = d', '[e] f']));
});

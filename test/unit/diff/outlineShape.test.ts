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

  it('keeps a line that stands for what is left out', () =>
    assert.deepEqual(headingShape(['# A', '', '<!-- ... existing text ... -->']), [
      '"A":',
      '',
      ' <!-- ... existing text ... -->',
    ]));
});

describe('tagShape', () => {
  it('puts the code of a component into its tag', () =>
    assert.deepEqual(tagShape(['<script setup>', 'a();', '', '</script>', '<p>', 'b']), [
      '<script setup>',
      ' a();',
      '',
      '</script>',
      '<p>',
      'b',
    ]));
});

describe('sectionShape', () => {
  it('puts settings into their sections', () =>
    assert.deepEqual(sectionShape(['a = 1', '', '[b.c] # d', 'e = 1', '  f = 2', '# g', '[[h]]', 'i = 1']), [
      'a = 1',
      '',
      '"[b.c]":',
      ' e = 1',
      '   f = 2',
      '# g',
      '"[[h]]":',
      ' i = 1',
    ]));
});

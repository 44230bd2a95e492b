import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedLines } from '../../../src/diff/changedLines';
import { rewrites } from '../../support/diff/codeTexts';

const text = 'one\ntwo\nthree\n';

const table: readonly (readonly [what: string, before: string, after: string, expected: string])[] = [
  ['a line', text, 'one\nTWO\nthree\n', 'two\n -> TWO\n'],
  ['a part of a line', text, 'one\ntwelve\nthree\n', 'two\n -> twelve\n'],
  [
    'what is added comes with the line in front of it',
    text,
    'one\ntwo\nmore\nthree\n',
    'two\n -> two\nmore\n',
  ],
  ['at the beginning with the first line', text, `zero\n${text}`, 'one\n -> zero\none\n'],
  ['at the end', text, `${text}four\n`, 'three\n -> three\nfour\n'],
  ['a removed line', text, 'one\nthree\n', 'two\n -> '],
  ['a missing final line break', text, text.trimEnd(), 'three\n -> three'],
  ['an empty text', '', 'one\n', ' -> one\n'],
];

describe('changedLines', () => {
  for (const [what, before, after, expected] of table) {
    it(what, () => {
      const found = changedLines(before, after);
      assert.ok(found);
      assert.equal(`${before.slice(found.start, found.end)} -> ${found.text}`, expected);
    });
  }

  it('is undefined for the same text', () => {
    assert.equal(changedLines(text, text), undefined);
  });

  it('names whole lines that make one text of the other', () => {
    fc.assert(
      fc.property(rewrites, ({ original, rewritten }) => {
        const found = changedLines(original, rewritten);
        if (!found) return assert.equal(original, rewritten);
        const { start, end, text: put } = found;
        assert.equal(original.slice(0, start) + put + original.slice(end), rewritten);
        assert.ok(start === 0 || original[start - 1] === '\n');
        assert.ok(end === original.length || original[end - 1] === '\n');
        assert.ok(put === '' || end === original.length || put.endsWith('\n'));
        assert.ok(original === '' || start < end);
      }),
      { numRuns: 2000 },
    );
  });
});

import assert from 'node:assert/strict';
import { indentAt, layoutOf, startsLine } from '../../../../../src/engines/local/optimise/layout';

describe('layout', () => {
  for (const [text, newline, unit] of [
    ['a\n  b\n    c\n', '\n', '  '],
    ['a\r\n\tb\r\n', '\r\n', '\t'],
    ['a\n    b\n        c', '\n', '    '],
    ['    a\n      b', '\n', '  '],
    ['a', '\n', '!!'],
    ['a\n    b\n  c\na\n    b\na\n    b', '\n', '    '],
    ['/**\n * doc\n */\na\n    b', '\n', '    '],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(layoutOf(text, '!!'), { newline, unit }));
  }

  it('knows the indentation and the start of a line', () => {
    assert.equal(indentAt('a\n\t b c', 6), '\t ');
    assert.equal(startsLine('a\n\t b c', 4), true);
    assert.equal(startsLine('a\n\t b c', 6), false);
  });
});

import assert from 'node:assert/strict';
import { lineEndOf, withLineEnds } from '../../../../src/completion/text/lineEnds';
import { at } from '../../../support/completion/cursorText';

describe('lineEnds', () => {
  const table: [screen: string, lineEnd: string][] = [
    ['█', '\n'],
    ['a\nb█', '\n'],
    ['a\r\nb█', '\r\n'],
    ['a█\r\nb', '\r\n'],
    ['\n█', '\n'],
  ];
  for (const [screen, lineEnd] of table) {
    it(JSON.stringify(screen), () => assert.equal(lineEndOf(at(screen)), lineEnd));
  }
  it('changes line breaks only', () => {
    assert.equal(withLineEnds('a\nb\r\nc', '\r\n'), 'a\r\nb\r\nc');
    assert.equal(withLineEnds('a\nb\r\nc', '\n'), 'a\nb\nc');
    assert.equal(withLineEnds('a', '\r\n'), 'a');
  });
});

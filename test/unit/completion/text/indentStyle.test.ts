import assert from 'node:assert/strict';
import { indentStyle } from '../../../../src/completion/text/indentStyle';
import { at } from '../../../support/completion/cursorText';

describe('indentStyle', () => {
  const table: [screen: string, style: string | undefined][] = [
    ['a\nb█', undefined],
    ['/**\n * a\n */█', undefined],
    ['a\n\tb█', 'tabs'],
    ['a\n  b\n    c█\n  d', '2 spaces'],
    ['a\n    b\nc\n    d█', '4 spaces'],
    ['a█\n        b', '8 spaces'],
    ['a\r\n  b█\r\n', '2 spaces'],
    ['a\n  b\n\tc\n\td█', 'tabs'],
    ['  \n    \na\n\tb█', 'tabs'],
    ['a\n\tb\n  c█', '2 spaces'],
    ['  a\n  b\n  c█', '2 spaces'],
    ['a\n    b\n  c█', '4 spaces'],
    // The step that comes most often; of two, the smaller.
    ['a\n  b\na\n    b\na\n    b█', '4 spaces'],
    ['a\n    b\na\n  b█', '2 spaces'],
    ['a\n  b\na\n    b█', '2 spaces'],
    ['a\n     b█', '4 spaces'],
  ];
  for (const [screen, expected] of table) {
    it(JSON.stringify(screen), () => {
      const style = indentStyle(at(screen));
      assert.equal(style && (style.tabs ? 'tabs' : `${style.width} spaces`), expected);
    });
  }
});

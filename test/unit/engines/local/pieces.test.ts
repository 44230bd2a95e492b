import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pieces } from '../../../../src/engines/local/pieces';

describe('pieces', () => {
  it('are tokens with the blanks before them', () => {
    assert.deepEqual(pieces('if (a) {\n  b();\n}'), [
      'if',
      ' (',
      'a',
      ')',
      ' {',
      '\n  ',
      'b',
      '(',
      ')',
      ';',
      '\n',
      '}',
    ]);
    assert.deepEqual(pieces('a  '), ['a', '  ']);
    assert.deepEqual(pieces(''), []);
  });

  it('lose nothing', () => {
    fc.assert(fc.property(fc.string(), text => assert.equal(pieces(text).join(''), text)));
  });
});

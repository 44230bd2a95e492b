import assert from 'node:assert/strict';
import { tokensOf } from '../../../../src/nextEdit/predict/tokens';

/** Tokens side by side, those in strings and comments marked. */
function shown(line: string): string {
  return tokensOf(line)
    .filter(({ kind }) => kind !== 'space')
    .map(({ text, within }) => (within === 'code' ? text : within === 'string' ? `'${text}` : `#${text}`))
    .join(' ');
}

describe('tokensOf', () => {
  const table: [line: string, tokens: string][] = [
    ['a.b(c_1, 2.5)', 'a . b ( c_1 , 2.5 )'],
    ['$x-y', '$ x - y'],
    ["f('a b')", "f ( ' 'a 'b '' )"],
    ["don't", "don ' t"],
    ['f"{a}b"', "f \" '{ a } 'b '\""],
    ['`${a}b`', "` '$ '{ a } 'b '`"],
    ['x // y', 'x #/ #/ #y'],
    ['"http://x"', "\" 'http ': '/ '/ 'x '\""],
    ['# comment', '## #comment'],
    ['#include <a>', '# include < a >'],
    [' * @param a', '#* #@ #param #a'],
    ['a * b', 'a * b'],
    ['été 👍', 'été 👍'],
  ];
  for (const [line, tokens] of table) it(line, () => assert.equal(shown(line), tokens));

  it('leaves nothing out', () => {
    const line = '\tif (a) { return `x ${y} z`; } // 👍\r\n';
    assert.equal(
      tokensOf(line)
        .map(({ text }) => text)
        .join(''),
      line,
    );
  });
});

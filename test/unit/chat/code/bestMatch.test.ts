import assert from 'node:assert/strict';
import { bestMatch } from '../../../../src/chat/code/bestMatch';

const a = {
  file: 'a',
  text: 'function alpha() {\n  return first();\n}\nfunction beta() {\n  return second();\n}\n',
};
const b = { file: 'b', text: 'class Gamma {\n  delta() {\n    return third();\n  }\n}\n' };

describe('bestMatch', () => {
  const table: readonly [string, string, string | undefined][] = [
    ['a part of a file', 'function alpha() {\n  return first() + 1;\n}\nfunction beta() {', 'a'],
    ['the same at another depth', '    function alpha() {\n      return first();', 'a'],
    ['one line only', 'function alpha() {\n  other();\n}', undefined],
    ['nothing that any file has', 'const omega = 1;\nconst psi = 2;', undefined],
    ['brackets only', '{\n}\n(\n)\n', undefined],
    [
      'a little of much',
      `${a.text}\nentirely other words\n${Array.from({ length: 40 }, (_, n) => `line number ${n}`).join('\n')}`,
      undefined,
    ],
    ['nothing', '', undefined],
  ];
  for (const [name, code, expected] of table) {
    it(name, () => assert.equal(bestMatch(code, [b, a]), expected));
  }

  it('does not choose between two files that have as much of it', () => {
    assert.equal(bestMatch(a.text, [a, { file: 'copy', text: a.text }]), undefined);
  });
});

import assert from 'node:assert/strict';
import { afterAccept, afterFirstLine } from '../../../../src/completion/answers/accepted';
import { at } from '../../../support/completion/cursorText';

describe('afterAccept', () => {
  const table: [screen: string, text: string, replaces: number, after: string][] = [
    ['let a█;', ' = 1', 0, 'let a = 1█;'],
    ['foo(█)', 'a) {', 1, 'foo(a) {█'],
  ];
  for (const [screen, text, replaces, after] of table) {
    it(`${screen} with ${JSON.stringify(text)}`, () =>
      assert.deepEqual(afterAccept(at(screen), { text, replaces }), at(after)));
  }
});

describe('afterFirstLine', () => {
  const table: [screen: string, text: string, replaces: number, after: string | undefined][] = [
    ['f(█)', 'a) {\n  b();\n}', 1, 'f(a) {█'],
    ['{█', '\r\n  a();\r\n}', 0, '{\r\n  a();█'],
    ['let a█', ' = 1;', 0, undefined],
  ];
  for (const [screen, text, replaces, after] of table) {
    it(`${screen} with ${JSON.stringify(text)}`, () =>
      assert.deepEqual(afterFirstLine(at(screen), { text, replaces }), after && at(after)));
  }
});

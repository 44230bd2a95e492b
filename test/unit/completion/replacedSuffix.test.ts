import assert from 'node:assert/strict';
import { replacedSuffix } from '../../../src/completion/replacedSuffix';
import { accept, at } from '../../support/completion/cursorText';

describe('replacedSuffix', () => {
  const table: [screen: string, text: string, after: string][] = [
    ['foo(█)', 'a, b) {', 'foo(a, b) {█'],
    ['foo(█);', 'a, b', 'foo(a, b█);'],
    ['foo([█])', '1, 2])', 'foo([1, 2])█'],
    ['foo(█)', 'bar()', 'foo(bar()█)'],
    ['foo(█)', 'bar())', 'foo(bar())█'],
    ['foo(█]', 'a)', 'foo(a)█]'],
    ['if (█)', 'a) {\n  b()\n}', 'if (a) {\n  b()\n}█'],
    ['x = █', 'f(1);', 'x = f(1);█'],
    ['say("█")', 'hi")', 'say("hi")█'],
    ['say("█");', 'hi", 1) ||', 'say("hi", 1) ||█;'],
    ['say("█")', 'hi', 'say("hi█")'],
    ['say("█")', 'a \\"b\\" c")', 'say("a \\"b\\" c")█'],
    ['say("█")', 'don\'t)")', 'say("don\'t)")█'],
    ["['█']", "a', 'b']", "['a', 'b']█"],
    ['foo(█)', 'a, ")") {', 'foo(a, ")") {█'],
    ['foo(█"bar")', '"a" + "b", ', 'foo("a" + "b", █"bar")'],
    ['t = █price * count;', 'item.price * item.count;', 't = item.price * item.count;█'],
    ['t = █price * count; ', 'item.price * item.count;', 't = item.price * item.count;█ '],
    ['f(█a, b)', 'x.a, x.b)', 'f(x.a, x.b)█'],
    ['f(█a, b)', 'x.b, x.a)', 'f(x.b, x.a)█a, b)'],
    ['t = █price;', 'cost +', 't = cost +█price;'],
    ['`█`', '😀`;', '`😀`;█'],
  ];
  for (const [screen, text, after] of table) {
    it(`${screen} with ${JSON.stringify(text)}`, () => {
      assert.equal(accept(at(screen), text, replacedSuffix(text, at(screen).suffix)), after);
    });
  }
});

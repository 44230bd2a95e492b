import assert from 'node:assert/strict';
import { replacedSuffix } from '../../../../src/completion/text/replacedSuffix';
import { accept, at } from '../../../support/completion/cursorText';

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
    ['log("█");', 'hi", name);', 'log("hi", name);█'],
    ['expect(█);', 'f(1)).toBe(2);', 'expect(f(1)).toBe(2);█'],
    ['expect(█);', 'f(1)).toBe(2)', 'expect(f(1)).toBe(2)█;'],
    ['x = [█]', 'y[0]', 'x = [y[0]█]'],
    ['foo(█)', 'a).then(x => x.y())', 'foo(a).then(x => x.y())█'],
    ['if (█) {', 'a) && (b) {', 'if (a) && (b) {█'],
    ['s = `a ${█}`', 'b} and ${c}`', 's = `a ${b} and ${c}`█'],
    ['print(f"{█}")', 'a} {b}")', 'print(f"{a} {b}")█'],
    ['<p>{█}</p>', "a} don't {b}", "<p>{a} don't {b}█</p>"],
    ['<Card title="█" />', 'a" wide={on} />', '<Card title="a" wide={on} />█'],
    ['m = new Map<█>;', 'string, () => void>()', 'm = new Map<string, () => void>()█;'],
    ['run("█")', '/x", (a, b) => {\n  c(a);\n})', 'run("/x", (a, b) => {\n  c(a);\n})█'],
    ['f(g({ a: [█] }));', '1], b: 2 }), 3);', 'f(g({ a: [1], b: 2 }), 3);█'],
    ['foo(a, █); // why', 'b);', 'foo(a, b);█ // why'],
    ['t = █price', 'price + 1', 't = price + 1█price'],
    ['t = █ab;', 'a + b;', 't = a + b;█ab;'],
    ['f(█) ;', 'a);', 'f(a);█'],
    ['log(█);', 'a); ', 'log(a); █'],
    ['f(█)', '\n  a,\n)', 'f(\n  a,\n)█'],
    ['`█`;', 'a\nb`;', '`a\nb`;█'],
    ['f(█)\nab', 'a, ab', 'f(a, ab█)\nab'],
    ['f(█) ;', 'a)', 'f(a)█ ;'],
    ['f(█, a)', 'b)', 'f(b)█, a)'],
    ['f(█)', 'a.split(/\\(/))', 'f(a.split(/\\(/))█'],
    ['m = new Map<█>;', '\n  string,\n  number>()', 'm = new Map<\n  string,\n  number>()█;'],
  ];
  for (const [screen, text, after] of table) {
    it(`${screen} with ${JSON.stringify(text)}`, () => {
      const snapshot = at(screen);
      assert.equal(accept(snapshot, text, replacedSuffix(text, snapshot.suffix, snapshot)), after);
    });
    it(`${screen} with ${JSON.stringify(text)}, when what precedes the cursor is not known`, () => {
      assert.equal(accept(at(screen), text, replacedSuffix(text, at(screen).suffix)), after);
    });
  }

  // Where the line opens more than it closes, the text may close the rest.
  const known: [screen: string, text: string, after: string, languageId?: string][] = [
    ['f(g(█)', 'x)', 'f(g(x)█)'],
    ['f(g(█)', 'x))', 'f(g(x))█'],
    ['f(g(█))', 'x)', 'f(g(x)█)'],
    ['foo(\n  bar(█)\n)', 'x)', 'foo(\n  bar(x)█\n)'],
    ['foo█)', '(1)', 'foo(1)█)'],
    ['foo(\n  bar█)', 's', 'foo(\n  bars█)'],
    ['f(█a)', 'g(a)', 'f(g(a)█a)'],
    ['name["█]', 'a b"', 'name["a b"█]'],
    ["name['█]", "a b'", "name['a b'█]"],
    ["say('█)", "a) b'", "say('a) b'█)"],
    ["say(it isn't █)", 'so)', "say(it isn't so)█"],
    ["f(say(it isn't █))", 'so))', "f(say(it isn't so))█"],
    ["say(it isn't █)", "so)\nsay('x')", "say(it isn't so)\nsay('x')█"],
    ["say(it isn't █)\nsay('x')", 'so)', "say(it isn't so)█\nsay('x')"],
    ['<p title="█">', 'a">', '<p title="a">█', 'html'],
    ["<p>don't (█)</p>", 'a)', "<p>don't (a)█</p>", 'html'],
    ['Call `█` first.', 'run`', 'Call `run`█ first.', 'markdown'],
  ];
  for (const [screen, text, after, languageId = 'typescript'] of known) {
    it(`${screen} with ${JSON.stringify(text)}, by what precedes the cursor`, () => {
      const snapshot = at(screen, { languageId });
      assert.equal(accept(snapshot, text, replacedSuffix(text, snapshot.suffix, snapshot)), after);
    });
  }
});

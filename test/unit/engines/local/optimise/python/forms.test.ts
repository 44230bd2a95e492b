import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { pyFinder } from '../../../../../../src/engines/local/optimise/python/rules';
import { rewriteAll } from '../../../../../../src/engines/local/optimise/rewriteAll';
import { hasPython, rewritePy } from './running';

/** Statements that Python reads and so does the engine. */
const read: readonly string[] = [
  'match x:\n    case int(): pass\n',
  'match x:\n    case a.B(): pass\n    case {1: _, "b": C()}: pass\n    case [D(), E()] | F(): pass\n',
  'match x:\n    case {}: pass\n    case []: pass\n    case (): pass\n    case A(()): pass\n',
  'match a, b:\n    case 1, 2: pass\n',
  'match *a, b:\n    case _: pass\n',
  'with (yield): pass\n',
  'match a, f(b, c), [d, e]:  # three\n\n    # none\n    case _: pass\n',
  'with (a() as b, c() as d):\n    pass\n',
  'with (\n    a(1, 2) as b,\n    c() as d,\n):\n    pass\n',
  'async def f():\n    async with (a() as b):\n        pass\n',
  '@d[0]\ndef f(): pass\n',
  'x[*a]\n',
  'def f(*args: *Ts): pass\n',
  'for x in *a, b: pass\n',
  'f = lambda a, /, b: a\n',
  'f = lambda a, /: a\n',
  'x = 1. + 2.e5 + 3.j + 4_0.\n',
  'def f():\n    x = yield\n    y = [(yield)]\n    x += yield\n    yield\n',
  'f = lambda: (yield)\n',
  'x = f"{a!r:>{w}} {b=} {{}} {c:%Y-%m}"\n',
  'x: int = 1\ny: int\n(z): int = 2\n',
  'try: pass\nexcept* (A, B) as e: pass\nelse: pass\nfinally: pass\n',
  'x = a if b else c, *d\n',
  'print(*a, sep="", **b)\n',
  'match = case = type = _ = 1\nmatch.x(case)[type]\n',
  'x = 0xFF + 0b1_0 + 0o7 + 1_000.5e-3j\n',
  'def f(a, /, b: int = 1, *, c, **d) -> int: ...\n',
  'async def f():\n    return [await a async for b in c if not d]\n',
  'if (n := len(a)) > 1: pass\nelif n: pass\nelse: pass\n',
  'global a, b\ndel a, b[0], c.d\nassert a, b\nraise A from b\n',
  'from ..a import (b as c, d,)\nfrom . import *\nimport e.f as g, h\n',
];

/** Forms newer than the Python that may be here. */
const newer: readonly string[] = [
  'x = t"a{b!r:>{c}}"\n',
  'x = rt"a{b}\\d" + T\'{c}\'\n',
  'type A[T] = list[T]\n',
  'def f[T: int, *Ts, **P](a: T) -> T: ...\n',
  'class A[T](B): pass\n',
  'try: pass\nexcept A, B: pass\n',
];

/** Statements that Python reads and the grammar does not: all of them but this one is rewritten. */
const unread: readonly string[] = [
  'match x:\n    case "a" "b": pass\n',
  'match not a:\n    case _: pass\n',
  'with a as (b, c): pass\n',
  '@(a or b)\ndef g(x): return not x in y\n',
  '@a[0].b(c)\nclass D: pass\n',
  '@x := y\ndef g(x):\n    return not x in y\n',
  '{a:=1}\n',
  'a[1:2, *b]\n',
];

describe('python forms', () => {
  for (const text of [...read, ...newer]) {
    it(`reads ${JSON.stringify(text)}`, async () => {
      await rewritePy(text);
      const done = await rewritePy(`${text}y = not x in y\n`);
      assert.equal(done.text, `${text}y = x not in y\n`);
    });
  }

  for (const text of unread) {
    it(`rewrites around ${JSON.stringify(text)}`, async () => {
      const [before, after] = ['a = not x in y\n\ndef f(x):\n    return not x in y\n\n', 'b = not x in y\n'];
      const done = await rewriteAll(before + text + after, pyFinder(), new AbortController().signal);
      assert.ok('text' in done);
      assert.equal(
        done.text,
        before.replaceAll('not x in y', 'x not in y') + text + after.replace('not x in y', 'x not in y'),
      );
      const start = before.length;
      assert.ok(done.unread.length > 0);
      assert.ok(done.unread.every(place => place.start >= start && place.end <= start + text.length));
    });
  }

  it('lists only forms that are Python', function () {
    if (!hasPython) this.skip();
    const wrapped = [...read, ...unread].map(text => `async def _():\n${text.replace(/^(?=.)/gm, '    ')}`);
    const { stdout } = spawnSync('python3', ['-c', refused], {
      input: JSON.stringify([...read, ...unread].map((text, at) => [text, wrapped[at]])),
      encoding: 'utf8',
    });
    assert.deepEqual(JSON.parse(stdout), []);
  });
});

/** Prints the texts that CPython parses neither as they are nor in a function. */
const refused = `
import ast, json, sys
def parses(text):
    try:
        ast.parse(text)
        return True
    except SyntaxError:
        return False
print(json.dumps([pair[0] for pair in json.load(sys.stdin) if not any(map(parses, pair))]))
`;

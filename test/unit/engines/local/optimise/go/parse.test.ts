import assert from 'node:assert/strict';
import { parseGo, readGo } from '../../../../../../src/engines/local/optimise/go/parse';
import { descendants, textOf } from '../../../../../../src/engines/local/optimise/parsedText';

/** The operations of an expression, with parentheses around each. */
function grouped(text: string): string {
  const source = parseGo(`x = ${text}\n`);
  assert.ok(source, text);
  const spans = descendants(
    source.root,
    'BinaryExpression',
    'UnaryExpression',
    'Call',
    'SelectorExpr',
    'IndexExpr',
  );
  return spans.map(node => textOf(source, node)).join(' | ');
}

/** What the grammar alone groups otherwise. */
const groups: readonly (readonly [text: string, operations: string])[] = [
  ['a + f(x)', 'a + f(x) | f(x)'],
  ['i < len(xs) && ok', 'i < len(xs) && ok | i < len(xs) | len(xs)'],
  ['a + b.c * d', 'a + b.c * d | b.c * d | b.c'],
  ['!s.ok(1)', '!s.ok(1) | s.ok(1) | s.ok'],
  ['-a * b[i]', '-a * b[i] | -a | b[i]'],
  ['a - b - c(1)', 'a - b - c(1) | a - b | c(1)'],
  ['a | b & c.d == e', 'a | b & c.d == e | a | b & c.d | b & c.d | c.d'],
  ['f(x)(y).z', 'f(x)(y).z | f(x)(y) | f(x)'],
];

/** Forms that the grammar alone does not read. */
const forms = [
  'for range 3 {\n\trun()\n}\n',
  'ok := true\nrun()\n',
  'const a = false\n\nfunc f() {}\n',
  'x := 1 /* one */\ny := 2 /* two */\n',
  'x := "/*" // */\ny := 2\n',
  'func f[T any](xs ...T) (n int) {\n\treturn len(xs)\n}\n',
];

describe('parseGo', () => {
  for (const [text, operations] of groups)
    it(`groups ${text}`, () => assert.equal(grouped(text), operations));
  for (const text of forms) it(`reads ${JSON.stringify(text)}`, () => assert.ok(parseGo(text)));
  for (const text of ['func f( {', 'x = = 1\n', '} else {']) {
    it(`does not parse ${JSON.stringify(text)}`, () => assert.equal(parseGo(text), undefined));
  }

  it('sets aside what does not parse, and closes the function around it', () => {
    const text = 'func f() {\n\tx := = 1\n\trun()\n}\n\nfunc g() {}\n';
    const reading = readGo(text);
    assert.ok('source' in reading);
    assert.deepEqual(
      reading.unread.map(({ start, end }) => text.slice(start, end)),
      ['\tx := = 1'],
    );
    assert.deepEqual(
      reading.source.closed.map(({ start, end }) => text.slice(start, end)),
      ['func f() {\n\tx := = 1\n\trun()\n}'],
    );
    assert.deepEqual([...reading.source.doubtful], []);
  });

  it('trusts no name that unread lines outside of functions mention', () => {
    const reading = readGo('var len = = 1\n\nfunc g() {}\n');
    assert.ok('source' in reading && reading.source.doubtful.has('len'));
  });
});

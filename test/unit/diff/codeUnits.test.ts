import assert from 'node:assert/strict';
import { bodyOf, codeUnits } from '../../../src/diff/codeUnits';

/** The pieces as `kind key: first line .. last line`. */
function read(text: string): string[] {
  const lines = text.split('\n');
  return codeUnits(lines).map(
    ({ kind, key, start, end }) => `${kind} ${key ?? '-'}: ${lines[start] ?? ''} .. ${lines[end - 1] ?? ''}`,
  );
}

describe('codeUnits', () => {
  const heads: [head: string, key: string | undefined][] = [
    ['export async function load(id) {', 'load'],
    ['export default class Cart extends Base {', 'Cart'],
    ['export default {', 'default'],
    ['const total = items => {', 'total'],
    ['type Item = {', 'Item'],
    ['  async total(items: Item[]): Promise<number> {', 'total'],
    ['async def needs(self):', 'needs'],
    ['class Demo(Recipe):', 'Demo'],
    ['func (c *Cart) Total() int {', 'Cart.Total'],
    ['pub fn total<T>(a: T) -> u8 {', 'total'],
    ['impl fmt::Display for Cart {', 'impl fmt::Display for Cart'],
    ['public static int total(List<Item> items) throws E {', 'total'],
    ['int main(int argc, char **argv) {', 'main'],
    ['defmodule Cart do', 'Cart'],
    ['module.exports = {', 'module.exports'],
    ['.card > a:hover {', '.card > a:hover'],
    ['server:', 'server'],
    ['"scripts": {', 'scripts'],
    ['app.get("/x", (req, res) => {', undefined],
    ['describe("a", function () {', undefined],
    ['if (a) {', undefined],
    ['foo(1);', undefined],
  ];
  for (const [head, key] of heads) {
    it(`${head} is ${key ?? 'no definition'}`, () =>
      assert.equal(codeUnits([head, '  x', '}'])[0]?.key, key));
  }

  it('knows where definitions begin and end', () => {
    const text = [
      "import { a } from './a';",
      '',
      '/** Adds. */',
      '@cached',
      'function add(',
      '  a,',
      ') {',
      '  if (a) {',
      '    b();',
      '  } else {',
      '    c();',
      '  }',
      '}',
      'try {',
      '  d();',
      '} catch {',
      '}',
      '// ... existing code ...',
    ].join('\n');
    assert.deepEqual(read(text), [
      "import import ./a: import { a } from './a'; .. import { a } from './a';",
      'definition add: /** Adds. */ .. }',
      'statement -: try { .. }',
      'elision -: // ... existing code ... .. // ... existing code ...',
    ]);
  });

  it('knows the inside of a definition', () => {
    const lines = ['function add(', '  a,', ') {', '  b();', '', '}'];
    const [unit] = codeUnits(lines);
    assert.ok(unit);
    assert.deepEqual(bodyOf(lines, unit), { start: 3, end: 4 });
  });
});

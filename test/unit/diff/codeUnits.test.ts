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

  const imports: [line: string, key: string | undefined][] = [
    ["import './a.css';", 'import ./a.css'],
    ["import { a } from 'b';", 'import b'],
    ['import x, { type Y } from "b";', 'import b'],
    ["export * from './c';", 'import ./c'],
    ['from a.b import c, d', 'import a.b'],
    ['import os.path as p', 'import os.path'],
    ['import (', 'import ('],
    ['import  (', 'import ('],
    ['#include <stdio.h>', 'import <stdio.h>'],
    ['use std::fmt;', 'import std::fmt'],
    ['using System.Text;', 'import System.Text'],
    ['package main', 'import main'],
    ["require 'json'", "import 'json'"],
    ["require_relative  'x'", "import 'x'"],
    ["export const a = 'b';", undefined],
    ['important();', undefined],
    ['user x', undefined],
  ];
  for (const [line, key] of imports) {
    it(`${line} is ${key ?? 'no import'}`, () => {
      const [unit] = codeUnits([line]);
      assert.deepEqual(
        [unit?.kind === 'import', unit?.kind === 'import' ? unit.key : undefined],
        [key !== undefined, key],
      );
    });
  }

  const goingOn: [line: string, goesOn: boolean][] = [
    ...[
      '}',
      ')',
      ']);',
      '>',
      'else {',
      'elif x:',
      'elsif x',
      'elseif (x)',
      'except E:',
      'except (E, F):',
      'rescue E',
      'ensure',
    ].map((line): [string, boolean] => [line, true]),
    ...['finally:', 'catch (e) {', 'end', 'fi', 'done', 'esac', 'then', 'when x'].map(
      (line): [string, boolean] => [line, true],
    ),
    ...['end = 5', 'catch = 5', 'except.a()', 'done(x)', 'then.a()', 'ending', 'x = }', 'elsewhere()'].map(
      (line): [string, boolean] => [line, false],
    ),
  ];
  for (const [line, goesOn] of goingOn) {
    it(`${line} ${goesOn ? 'goes on with' : 'ends'} what stands above`, () =>
      assert.equal(codeUnits(['a {', '  b', line]).length, goesOn ? 1 : 2));
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

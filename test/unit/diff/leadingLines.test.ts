import assert from 'node:assert/strict';
import { endOfLeading, isLeading, withoutDecorators } from '../../../src/diff/leadingLines';

describe('isLeading', () => {
  const table: [line: string, leads: boolean][] = [
    ['@Test', true],
    ['@Test // soon', true],
    ['@A("(") @b.C', true],
    ['@route(', true],
    ['@Test fun a() {', false],
    ['@Input() name: string;', false],
    ['@media (max-width: 1px) {', false],
    ['@include a;', false],
    ['[Theory]', true],
    ['[InlineData("a",', true],
    ['[return: NotNull]', true],
    ['[A].b()', false],
    ['template <class T>', true],
    ['template <class T> void a() {', false],
    ['#[cfg(', true],
    ['#b() {', false],
    ['template<T>', true],
    ['a template <T>', false],
    ['[return:NotNull]', true],
    ['a = [A]', false],
    ['@tracked #b = 1;', false],
    ["@a('b', // c", true],
    ['a #[b]', false],
    ['#nav a {', false],
    ['#nav,', false],
    ['#main-nav { color: red }', false],
    ['#nav is left out', true],
    [' * a, b', true],
    [' *', true],
    [' */', true],
    ['** b {', true],
    ['** ( {', true],
    ['** , {', true],
    ['* {', false],
    ['*, ::before {', false],
    ['* > a {', false],
    ['*::before {', false],
    ['*a() {', false],
    ['* a() {', false],
    ['  * a(b) { ', false],
    ['* a(b) {@link c} d', true],
    ['*  a  () {', false],
    ['* .a {', false],
    ['* .gitignore', true],
    [' * {@link a}', true],
    ['*, b', false],
    ['* a b (c) {', true],
    ['#b=1', false],
    ['#b12 = 1', false],
    ['#ab = 1', false],
    ['#a b = c', true],
    ['* ab() {', false],
    ['#so, that', true],
    ['#nav a, ', false],
    ['* [Symbol.iterator]() {', false],
    ['*a = b;', false],
  ];
  for (const [line, leads] of table) {
    it(`${line} ${leads ? 'belongs to what stands below' : 'is code itself'}`, () =>
      assert.equal(isLeading(line), leads));
  }
});

describe('withoutDecorators', () => {
  const table: [line: string, rest: string][] = [
    ['  @Test fun a() {', 'fun a() {'],
    ['@A(b(1)) @C public int d() {', 'public int d() {'],
    ['@A # b', ''],
    ['@A(', '('],
    ['#b() {', '#b() {'],
    ['a @b', 'a @b'],
    ['@A("(b)") c', 'c'],
    ['@A("") c', 'c'],
    [String.raw`@A("\")", ')') c`, 'c'],
    ['@A("b\'", "\')") c', 'c'],
    ['@A b // c', 'b // c'],
    ['@A b, # c', 'b, # c'],
    ['@A // b', ''],
    ['@A /* b */', ''],
    ['@tracked #b = 1;', '#b = 1;'],
  ];
  for (const [line, rest] of table) {
    it(`leaves ${rest || 'nothing'} of ${line}`, () => assert.equal(withoutDecorators(line), rest));
  }
});

describe('endOfLeading', () => {
  const table: [what: string, lines: readonly string[], end: number][] = [
    ['a decorator with brackets inside of it', ['@a(', '  b(', '  ),', ')  # c', 'def d():'], 4],
    ['an attribute whose last line has the bracket', ['[A("b",', '    "c")]', 'void d()'], 2],
    ['a comment', ['/*', 'a(', '*/', 'b();'], 3],
    ['a comment with a bracket', ['// a(', '  b();'], 1],
    ['a decorator that has no more lines', ['@a(b', 'c();'], 1],
    ['a decorator that everything is inside of', ['@a(', '  b'], 2],
    ['a decorator, up to a bracket that ends what is around it', [' @a(', '  b', ')'], 2],
  ];
  for (const [what, lines, end] of table) {
    it(`is behind ${what}`, () => assert.equal(endOfLeading(lines, 0, lines.length), end));
  }

  it('is not behind the lines that are asked for', () => {
    assert.equal(endOfLeading(['@a(', '  b', '  c', ')'], 0, 2), 2);
    assert.equal(endOfLeading(['@a(', '  b', ')'], 0, 2), 2);
    assert.equal(endOfLeading(['/*', ' a', '*/'], 0, 2), 1);
  });
});

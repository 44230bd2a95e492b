import assert from 'node:assert/strict';
import { nameOf } from '../../../src/diff/unitName';

/** What code is and its name, read from all of its lines. */
function read(code: string): [kind: string, key: string | undefined, form: string] {
  const lines = code.split('\n');
  const { kind, key, form } = nameOf(lines, 0, lines.length);
  return [kind, key, form];
}

function kindOf(key: string | undefined): string {
  return key === undefined ? 'statement' : 'definition';
}

describe('nameOf', () => {
  const heads: [head: string, key: string | undefined][] = [
    ['export async function load(id) {', 'load'],
    ['export default class Cart extends Base {', 'Cart'],
    ['export default {', 'default'],
    ['type (', 'type ('],
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
    ['app.get("/x", (req, res) => {', 'app.get "/x"'],
    ['describe("a", function () {', 'describe "a"'],
    ["it 'adds' do", 'it "adds"'],
    ['test("adds") {', 'test "adds"'],
    ['send("adds", {', undefined],
    ['*steps(a) {', 'steps'],
    ["export function steps(a: Pick<A, 'b'>): void {", 'steps'],
    ['on(f: (a: A) => void): () => void {', 'on'],
    ['on((a) => {', undefined],
    ['unsafe  impl Send for Cart {', 'impl Send for Cart'],
    ['impl  fmt::Display  for Cart where A: B {', 'impl fmt::Display for Cart'],
    ['const größe = {', 'größe'],
    ['const item: Item = {', 'item'],
    ['let item?: Item = {', 'item'],
    ['int Cart::total(int a) {', 'Cart.total'],
    ['def empty?', 'empty'],
    ['function* steps() {', 'steps'],
    ['export function *steps() {', 'steps'],
    ['.a:not(.b) {', '.a:not(.b)'],
    ['.a  >  b{', '.a > b'],
    ['export  default {', 'default'],
    ['größe = {', 'größe'],
    ['simpl a {', 'simpl a'],
    ['.a { color: red }', undefined],
    ['if (a) {', undefined],
    ['using (var a = b()) {', undefined],
    ['using  (a) {', undefined],
    ['foo(1);', undefined],
    ['if (a.find(with: b)) {', undefined],
    ['if(a):', undefined],
    ['print(a, with: b) {', undefined],
    ['with:', 'with'],
    ['for  :', 'for'],
    ['new::total(a) {', undefined],
    ['match == {', undefined],
    ['new => {', undefined],
    ['"export default": {', 'export default'],
    ['impl = {', 'impl'],
    ['impl<T> Send for Cart<T> {', 'impl <T> Send for Cart<T>'],
    ['kind = type (a, {', 'kind'],
    ['type  (', 'type ('],
    ['type(a) {', 'type'],
    ['case Item(a) -> {', undefined],
    ['case Item(a)->{', undefined],
    ['total(a = 1) {', 'total'],
    ["total(a: 'b') {", 'total'],
    ['test( "adds") {', 'test "adds"'],
    ['[a].each("b", () => {', undefined],
    ['await t.step("adds", async () => {', 't.step "adds"'],
    ['await  t.step("adds", async () => {', 't.step "adds"'],
    ['await t.step ("adds", async () => {', 't.step "adds"'],
    ['await t.step( "adds", async () => {', 't.step "adds"'],
    ['await save("a", {', undefined],
    ["total(a = f('b')) {", 'total'],
    ['impl <T> Send for Cart where T: A {', 'impl <T> Send for Cart'],
    ['await total(a) {', undefined],
    ['step2("adds", () => {', 'step2 "adds"'],
    ['it ("adds", () => {', 'it "adds"'],
    ['it( "adds" , () => {', 'it "adds"'],
    ["it  'adds' do", 'it "adds"'],
    ["it 'adds', :slow do", 'it "adds"'],
    ['test("adds" )  {', 'test "adds"'],
    ['test("adds"){', 'test "adds"'],
    ['TEST(Cart, Adds) {', 'TEST(Cart,Adds)'],
    ['TEST_F (Cart,Adds)  {', 'TEST_F(Cart,Adds)'],
    ['LATEST(a) {', 'LATEST(a)'],
    ['void TEST(a) {', 'TEST'],
    ['TEST(Cart, Adds);', undefined],
    ['enum class Item {', 'Item'],
    ['fun interface Item {', 'Item'],
    ['@Input() item = {', 'item'],
    ['private onClick = (e: Event) => {', 'onClick'],
    ['public string Name {', 'Name'],
  ];
  for (const [head, key] of heads) {
    it(`${head} is ${key ?? 'no definition'}`, () =>
      assert.deepEqual(read(`${head}\n  x\n}`).slice(0, 2), [kindOf(key), key]));
  }

  const oneLine: [line: string, key: string | undefined][] = [
    ['total() { return 0; }', 'total'],
    ['get total(): number { return f(1); }', 'total'],
    ['public int total(int a) { return a; }', 'total'],
    ['clear() {}', 'clear'],
    ['f(() => { a(); })', undefined],
    ['test("a") { b }', undefined],
    ['if (a) { b(); }', undefined],
    ['match = load()', 'match'],
    ['private name: string;', 'name'],
    ['public readonly items: Item[] = [];', 'items'],
    ['pub name: String,', 'name'],
    ['private int max = 5;', 'max'],
    ['private static final int  MAX;', 'MAX'],
    ['private final Map<String, List<Item>> items = new HashMap<>();', 'items'],
    ['public string? Name { get; set; }', 'Name'],
    ['public string Name => a + b;', 'Name'],
    ['static Item *item = 0;', 'item'],
    ['static std::map<int, int>& items;', 'items'],
    ['static const int sizes [2][3] = {};', 'sizes'],
    ['private int a, b;', undefined],
    ['public abstract int total(int a);', undefined],
    ['int max = 5;', undefined],
    ['new := load()', 'new'],
    ['print: 4', 'print'],
    ['case class Item(a: Int)', 'Item'],
    ['int total(int a) { return a; };', 'total'],
    ['total() { return 0; },', 'total'],
    ['total(a) ? b : c', undefined],
    ['launch(a) { b() }.join()', undefined],
    ['<nav id="a"></nav>', undefined],
  ];
  for (const [line, key] of oneLine) {
    it(`${line} on one line is ${key ?? 'no definition'}`, () => {
      const { kind, key: found } = nameOf(['', line, 'next();'], 1, 2);
      assert.deepEqual([kind, found], [kindOf(key), key]);
    });
  }

  const longHeads: [head: string, key: string][] = [
    ['total(\n  a:string,\n  b: number,\n) {', 'total'],
    ['static int\nmain(void)\n{', 'main'],
    ['export const total = (\n  a,\n) => {', 'total'],
    ['total({\n  a,\n}: Options) {', 'total'],
    ['int Cart::total(int a)\n{', 'Cart.total'],
    ['total(\n  a,\n) {  \n  b();', 'total'],
    ['total(a) { // adds (all\n  b();', 'total'],
    ['total(a) {  // adds\n  b();', 'total'],
    ['total(a) { # adds\n  b();', 'total'],
    ['total(a) { /* adds */\n  b();', 'total'],
    ['total(\n  a, // first (one\n) {\n  b();', 'total'],
    ['total(a, /* in */ b) {\n  b();', 'total'],
    ['.a, #b {\n  c: d;', '.a, #b'],
    ['typedef struct {\n  int a;\n} Item;', 'Item'],
    ['typedef struct { struct { int a; } b; } Item;', 'Item'],
    ['struct A { typedef struct {\n  int a;\n} Item; };', 'A'],
    ['typedef  enum item {\n  a\n}  Item ;', 'Item'],
    ['typedef union {\n  int a;\n} *Item;', 'typedef union'],
  ];
  for (const [head, key] of longHeads) {
    it(`${JSON.stringify(head)} is ${key}`, () => {
      const isWhole = head.endsWith(';') && head.includes('typedef');
      assert.equal(read(isWhole ? head : `${head}\n  x\n}`)[1], key);
    });
  }

  it('reads no name out of more words in front of a parenthesis than a call has', () => {
    assert.equal(read(`${'a '.repeat(149)}bc(d) {\n}`)[1], 'bc');
    assert.equal(read(`${'a '.repeat(150)}b(c) {\n}`)[1], `${'a '.repeat(150)}b(c)`);
  });

  const elements: [head: string, key: string | undefined][] = [
    ['<div id="ab">', '<div id="ab"'],
    ["<div class='a b' id='c'>", "<div id='c'"],
    ['<input class="a" name="bc">', '<input name="bc"'],
    ["<input class='a' name='bc'>", "<input name='bc'"],
    ["<p class='a bc'>", "<p class='a bc'"],
    ["<p id='bc'>", "<p id='bc'"],
    [`<li class="it's">`, `<li class="it's"`],
    ['<li data-id="a">', undefined],
    ['<li>', undefined],
    ['<main>', '<main'],
    ['<main  role="a" >', '<main  role="a"'],
    ['<app-header>', undefined],
    ['<title-bar>', undefined],
    ['<div\n  id="a"\n>', '<div id="a"'],
    ['const view = <main id="a">', 'view'],
  ];
  for (const [head, key] of elements) {
    it(`knows ${JSON.stringify(head)} by ${key ?? 'nothing'}`, () =>
      assert.equal(read(`${head}\n  x\n</x>`)[1], key));
  }

  const tables: [head: string, key: string][] = [
    ['create table users (', 'table users'],
    ['CREATE  TABLE  IF  NOT  EXISTS  "public"."users" (', 'table public.users'],
    ['create or replace function total(a int)', 'function total'],
    ['create  or  replace  function total(a int)', 'function total'],
    ['create or alter procedure dbo.total', 'procedure dbo.total'],
    ['create or alter procedure [dbo].[total]', 'procedure dbo.total'],
    ['create unique index concurrently if not exists by_name on users (', 'index by_name'],
    ['create index  concurrently  by_name on users (', 'index by_name'],
    ['create  global  temporary  table users (', 'table users'],
    ['create policy "Users can view" on users', 'policy users can view'],
    ['create extension if not exists "uuid-ossp"', 'extension uuid-ossp'],
    ['create view `a b` as', 'view a b'],
    ['data.create table users {', 'data.create table users'],
  ];
  for (const [head, key] of tables) {
    it(`${head} is ${key}`, () => assert.equal(read(`${head}\n  x\n)`)[1], key));
  }

  const statements: [line: string, key: string | undefined][] = [
    ['return 1;', 'return'],
    ['throw error;', 'return'],
    ['returned(1);', undefined],
    ['no return here', undefined],
    ['yield 1', undefined],
  ];
  for (const [line, key] of statements) {
    it(`${line} is a statement${key === undefined ? '' : ' that ends a block'}`, () =>
      assert.deepEqual(read(line), ['statement', key, '']));
  }

  const forms: [code: string, form: string][] = [
    ['function *total() {\n}', 'function'],
    ['Public Function Total() As Long\nEnd Function', 'function'],
    ['def total(self):\n  x', 'def self'],
    ['def total( cls, a):\n  x', 'def self'],
    ['def total(selfish):\n  x', 'def'],
    ['fn total(&self) {\n}', 'fn self'],
    ['fn total(&mut  self) {\n}', 'fn self'],
    ["fn total(& 'long  mut self) {\n}", 'fn self'],
    ["fn total(&'a self) {\n}", 'fn self'],
    ['fn total(a: &self) {\n}', 'fn'],
    ['impl Send for Cart {\n}', 'impl'],
    ['impl = load()', 'member'],
    ['enum class Item {\n}', 'class'],
    ['typedef struct {\n} Item;', 'struct'],
    ['typedef  struct {\n} Item;', 'struct'],
    ['.a:not(.b) {\n}', 'member'],
    ['const total = 1;', 'variable'],
    ['total = 1;', 'member'],
    ['total() {\n}', 'method'],
    ['TEST(Cart, Adds) {\n}', 'TEST'],
    ['it("adds", () => {\n});', 'call it'],
    ['CREATE TABLE users (\n);', 'create table'],
    ['<main>\n</main>', 'member'],
    ['import a', ''],
    ["import type { A } from 'a';", 'type'],
    ['if (a) {\n}', ''],
    ['total(a);', ''],
  ];
  for (const [code, form] of forms) {
    it(`${JSON.stringify(code)} is defined by ${JSON.stringify(form)}`, () =>
      assert.equal(read(code)[2], form));
  }
});

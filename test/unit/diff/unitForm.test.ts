import assert from 'node:assert/strict';
import { codeUnits, type CodeUnit } from '../../../src/diff/codeUnits';
import { accessorOf, isAlike, isCall, isClass, isMethod, marksOf } from '../../../src/diff/unitForm';

function unitOf(lines: readonly string[]): CodeUnit {
  const [unit] = codeUnits(lines);
  assert.ok(unit);
  return unit;
}

describe('accessorOf', () => {
  const table: [code: string, accessor: string][] = [
    ['get size() {', 'get'],
    ['  set   size(value) {', 'set'],
    ['public  static get size() {', 'get'],
    ['get #size() {', 'get'],
    ['set [key](value) {', 'set'],
    ['get() {', ''],
    ['size(set, get) {', ''],
    ['reset size() {', ''],
    ['value.get other() {', ''],
    ['@property\ndef size(self):', 'get'],
    ['@functools.cached_property\ndef size(self):', 'get'],
    ['@other\n@cached_property\ndef size(self):', 'get'],
    ['@size.getter\ndef size(self):', 'get'],
    ['@size.setter\ndef size(self, value):', 'set'],
    ['@size.deleter\ndef size(self):', 'delete'],
    ['@properties\ndef size(self):', ''],
    ['@size.setters\ndef size(self):', ''],
    ['# Not a @property\ndef size(self):', ''],
    ['def size(self):', ''],
  ];
  for (const [code, accessor] of table) {
    it(`says ${accessor || 'nothing'} of ${code}`, () => {
      const lines = [...code.split('\n'), '    body()'];
      assert.equal(accessorOf(lines, unitOf(lines)), accessor);
    });
  }
});

describe('marksOf', () => {
  const table: [code: string, marks: string[]][] = [
    ['public static void run() {', ['public', 'static']],
    ['protected  override void run() {', ['protected', 'override']],
    ['void run() {', []],
    ['Run() {', []],
    ['Private static run() {', []],
    ['@Test\npublic void run() {', ['Test', 'public']],
    ['  @org.Test2(a)\n  @Other\n  run() {', ['org.Test2', 'Other']],
    ['[Fact]\nvoid Run() {', ['Fact']],
    ['#[test]\nfn run() {', ['test']],
    ['@Override private run() {', ['Override', 'private']],
    ['// See @Test\nrun() {', []],
  ];
  for (const [code, marks] of table) {
    it(`finds ${marks.join(', ') || 'none'} on ${code}`, () => {
      const lines = [...code.split('\n'), '    body();', '}'];
      assert.deepEqual(marksOf(lines, unitOf(lines)), marks);
    });
  }
});

describe('the form of a piece', () => {
  const all = {
    function: 'function f() {',
    method: 'f() {',
    member: 'f: {',
    self: 'def f(self):',
    class: 'class A {',
    classes: 'classes: {',
    call: "it('f', () => {",
  };
  const forms = Object.entries(all).map(([name, head]) => [name, unitOf([head, '  x();'])] as const);
  const those = (wanted: (unit: CodeUnit) => boolean): string[] =>
    forms.flatMap(([name, unit]) => (wanted(unit) ? [name] : []));

  it('says what may be a part of a class, a call with code, and a class', () => {
    assert.deepEqual(those(isMethod), ['method', 'self']);
    assert.deepEqual(those(isCall), ['call']);
    assert.deepEqual(those(isClass), ['class']);
  });

  it('is alike for what is defined by the same word, or by its name', () => {
    const like = (name: string): string[] =>
      forms.flatMap(([each, unit]) => (each === name ? those(other => isAlike(unit, other)) : []));
    assert.deepEqual(like('method'), ['method', 'member', 'classes']);
    assert.deepEqual(like('member'), ['method', 'member', 'classes']);
    assert.deepEqual(like('function'), ['function']);
    assert.deepEqual(like('self'), ['self']);
  });
});

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

  const leading: [line: string, leads: boolean][] = [
    ...[
      '@cached',
      '@größe',
      '@_a',
      '@route("/")',
      '#[derive(A)]',
      '// c',
      '/* c */',
      '/** c',
      ' * c',
      '# c',
      '#c',
    ].map((line): [string, boolean] => [line, true]),
    ...['-- c', '--', '<!-- c -->', '[Fact]', '[Theory(1, 2)]', '[Ärger] ', '[A(1)]  ', '[A()]'].map(
      (line): [string, boolean] => [line, true],
    ),
    ...['#include <a>', '#define A', '#if A', '#endif', '#pragma once', '#import <x>', '--x', '[1, 2]'].map(
      (line): [string, boolean] => [line, false],
    ),
    ...['[fact]', '[A] x', '[A].b', '@1', 'a // c', 'a @b', 'a */'].map((line): [string, boolean] => [
      line,
      false,
    ]),
  ];
  for (const [line, leads] of leading) {
    it(`${line} ${leads ? 'belongs to the definition below' : 'stands by itself'}`, () => {
      const units = codeUnits([line, 'function f() {', '  x', '}']);
      assert.equal(units.length, leads ? 1 : 2);
      assert.equal(units.at(-1)?.start, leads ? 0 : 1);
      assert.equal(units.at(-1)?.head, 1);
    });
  }

  const longLeading: [what: string, lines: string[], head: number][] = [
    ['a comment over several lines', ['/*', 'one();', '*/'], 3],
    ['an indented one', ['  /* a', '  one();', '  b */'], 3],
    ['a comment of HTML', ['<!--', 'one', '-->'], 3],
    ['an indented one of HTML', ['  <!-- a', '  one', '  -->'], 3],
    ['a comment that ends in its line', ['/* a */'], 1],
    ['a comment that has no end', ['/* a'], 1],
    ['a decorator over several lines', ['@route(', '  "a",', ')'], 3],
    ['an indented one of several', ['  @a', '  @route("b", (', '    c', '  ))'], 4],
    ['a decorator with arguments', ['@route(a)'], 1],
    ['a decorator that has no end', ['@route(a,'], 1],
    ['a decorator with its arguments in other lines', ['@route("a",', '  "b",', ')'], 3],
    ['a comment behind another', ['/* a */', '/*', 'one();', '*/'], 4],
  ];
  for (const [what, lines, head] of longLeading) {
    it(`knows ${what}`, () => {
      const indent = /^ */.exec(lines[0] ?? '')?.[0] ?? '';
      const units = codeUnits([...lines, `${indent}function f() {`, `${indent}  x();`, `${indent}}`]);
      assert.deepEqual(
        units.map(unit => [unit.start, unit.head, unit.key]),
        [[0, head, 'f']],
      );
    });
  }

  it('takes what stands at the smallest depth for a piece, whatever blank lines hold', () => {
    assert.deepEqual(read('    a();\n  \n    b();'), [
      'statement -:     a(); ..     a();',
      'statement -:     b(); ..     b();',
    ]);
    assert.equal(codeUnits(['    a {', '  ', '      b', '    }']).length, 1);
  });

  it('looks at no other lines than those it was given', () => {
    const lines = ['def a():', '  b()', '  c()', 'd()'];
    assert.deepEqual(
      codeUnits(lines, 1, 3).map(({ start, end }) => [start, end]),
      [
        [1, 2],
        [2, 3],
      ],
    );
  });

  const quoting: [what: string, lines: string[]][] = [
    ['the beginning of one of several lines', ['// see /* here', 'function f() {', '  x(); /* a */', '}']],
    ['that of HTML', ['# see <!-- here', 'def f():', '  x() # -->']],
    ['a decorator', ['# @route(', 'def f(', '  a,', '):', '  b']],
  ];
  for (const [what, lines] of quoting) {
    it(`takes a comment that tells of ${what} for one line`, () => {
      const [unit, ...others] = codeUnits(lines);
      assert.deepEqual([unit?.start, unit?.head, unit?.key, others], [0, 1, 'f', []]);
    });
  }

  it('takes a decorator that ends in its line for one line, whatever its definition is like', () => {
    const [unit] = codeUnits(['@route(a)', 'def f(', '  a,', '):', '  b']);
    assert.deepEqual([unit?.head, unit?.key], [1, 'f']);
  });

  it('reads no name out of the lines of another piece', () => {
    assert.deepEqual(
      codeUnits(['server', 'b: {', '  x', '}']).map(({ key }) => key),
      [undefined, 'b'],
    );
  });

  it('keeps what stands right above code that was left out', () => {
    assert.deepEqual(read('// about\n// ... existing code ...\na();'), [
      'statement -: // about .. // about',
      'elision -: // ... existing code ... .. // ... existing code ...',
      'statement -: a(); .. a();',
    ]);
  });

  it('takes a comment that no definition follows for a piece of its own', () => {
    assert.deepEqual(read('// a\n// b\n\nc();\n// d'), [
      'statement -: // a .. // b',
      'statement -: c(); .. c();',
      'statement -: // d .. // d',
    ]);
  });

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

  const bodies: [what: string, lines: string[], start: number, end: number][] = [
    ['a head with a comment behind it', ['f(', '  a,', ') { // some words', '  b();', '}'], 3, 4],
    ['a head with blanks behind it', ['f(', '  a,', ') {  ', '  b();', '}'], 3, 4],
    ['a comment of Python', ['def f(', '  a,', '): # some words', '  b()'], 3, 4],
    ['a parameter with a type', ['f(', '  a:string,', ') {', '  b();', '}'], 3, 4],
    ['a class it is based on below', ['class A', '    extends B {', '  b();', '}'], 2, 3],
    ['a head that ends without a sign, and one below', ['def f(a)', '  b {', '  }', 'end'], 1, 3],
    ['no lines inside', ['f() {', '}'], 1, 1],
    ['indentation', ['  f() {', '    b();', '  }'], 1, 2],
    ['a closing line that is not there', ['f() {', '  b();'], 1, 2],
  ];
  for (const [what, lines, start, end] of bodies) {
    it(`knows the inside with ${what}`, () => {
      const [unit] = codeUnits(lines);
      assert.ok(unit);
      assert.deepEqual(bodyOf(lines, unit), { start, end });
    });
  }
});

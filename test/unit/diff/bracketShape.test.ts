import assert from 'node:assert/strict';
import { bracketDepths } from '../../../src/diff/bracketShape';
import { readLines } from '../../../src/diff/readLines';

function depths(...lines: readonly string[]): number[] {
  return bracketDepths(lines, readLines(lines, 'cpp'));
}

/** In a language that goes by brackets. */
function placed(...lines: readonly string[]): number[] {
  return bracketDepths(lines, readLines(lines, 'javascript'), true);
}

describe('bracketDepths', () => {
  it('leaves lines where they stand', () =>
    assert.deepEqual(depths('a {', '    b(', '        c,', '    );', '}'), [0, 4, 8, 4, 0]));

  it('puts what is inside deeper than what is around, also where nothing is indented', () =>
    assert.deepEqual(depths('namespace a {', 'void f() {', '  b();', '}', '}'), [0, 1, 2, 1, 0]));

  const levels: [what: string, lines: readonly string[], depths: readonly number[]][] = [
    [
      'a label, a directive or a comment where the code beside it stands',
      ['class A {', '#if B', '// c', '// d', 'public:', '    a();', '    b();', '};'],
      [0, 4, 4, 4, 4, 4, 4, 0],
    ],
    [
      'a label there also where much of it is no code',
      ['class A {', '', '', '', 'public:', '    a();', '};'],
      [0, 4, 4, 4, 4, 4, 0],
    ],
    [
      'a label there also where most of it is a text',
      ['class A {', '    a = R"(', 'b', 'c', 'd', ')";', 'public:', '    e();', '};'],
      [0, 4, 4, 4, 4, 4, 4, 4, 0],
    ],
    [
      'it there also where as much stands deeper, without the closing bracket',
      ['f(', 'a,', '    b', ')'],
      [0, 4, 4, 0],
    ],
    [
      'most lines of code no deeper than what goes on below them',
      ['f() {', 'a =', '    b;', 'c();', '}'],
      [0, 1, 4, 1, 0],
    ],
    [
      'it by the least that is indented, as soon as half of it is',
      ['  f() {', '  a:', '  b:', '      c();', '    d();', '  }'],
      [2, 4, 4, 6, 4, 2],
    ],
  ];
  for (const [what, lines, expected] of levels) {
    it(`puts ${what}`, () => assert.deepEqual(depths(...lines), expected));
  }

  it('reads a body from the line where its parameters begin', () => {
    assert.deepEqual(depths('  void f(', '        int a) {', '    b();', '  }', 'c();'), [2, 8, 4, 2, 0]);
    assert.deepEqual(depths('f(', '    a', '    ) {', 'b();', '    }', 'c();'), [0, 4, 4, 1, 4, 0]);
  });

  it('puts the end of a statement inside of its brackets, where these close behind it', () => {
    assert.deepEqual(depths('void f(int a,', 'int b) {', 'c();', '}'), [0, 1, 1, 0]);
    assert.deepEqual(depths('void f() {', 'a[', 'b]; }', 'c();'), [0, 1, 2, 0]);
  });

  it('tells brackets that one line opens apart', () => {
    assert.deepEqual(depths('a({', 'b', '}, [', 'c', '], d', ')', 'e'), [0, 1, 0, 1, 0, 0, 0]);
    assert.deepEqual(depths('a(b, {', 'c', '},', 'd', '); e'), [0, 1, 0, 1, 0]);
    assert.deepEqual(depths('a(b[', 'c', ']) {', 'd', '}'), [0, 1, 0, 1, 0]);
  });

  it('goes by the indentation where the brackets of two branches do not come out even', () =>
    assert.deepEqual(
      depths(
        'void f() {',
        '#if A',
        '  if (a) {',
        '#else',
        '  if (b) {',
        '#endif',
        '    c();',
        '  }',
        '}',
        'd();',
      ),
      [0, 2, 2, 2, 2, 4, 4, 2, 0, 0],
    ));

  it('goes by the indentation of a closing brace only', () => {
    // It ends the last one that stands as far to the left, whatever is open in that.
    assert.deepEqual(depths('a {', '  b {', '  c {', '    d {', '  }', '  e', '}'), [0, 2, 2, 4, 2, 2, 0]);
    // A brace that stands deeper than what is open has only been indented in another way.
    assert.deepEqual(depths('  a {', 'b {', '  }', 'c', '}', 'd'), [2, 3, 3, 3, 2, 0]);
    // One behind other code says nothing about what it ends.
    assert.deepEqual(depths('a {', '    b {', 'c(); }', '}', 'd'), [0, 4, 5, 0, 0]);
    // Other brackets stand anywhere.
    assert.deepEqual(depths('a(', '    b(', ')', 'c', ')', 'd'), [0, 4, 4, 4, 0, 0]);
    assert.deepEqual(depths('a(', '    b {', '        c(', '    }', ')', 'd'), [0, 4, 8, 4, 0, 0]);
  });

  it('takes no notice of brackets that nothing closes', () => {
    assert.deepEqual(depths('a(', 'b();', ')]', 'c }', 'd {'), [0, 1, 0, 0, 0]);
    // A brace closes what is open in it, and nothing but a brace closes a brace.
    assert.deepEqual(depths('a {', 'b(', 'c', '}', 'd', ')', 'e'), [0, 1, 1, 0, 0, 0, 0]);
    assert.deepEqual(depths('a(', 'b {', 'c', 'd)', 'e', '}', 'f'), [0, 0, 1, 1, 1, 0, 0]);
    assert.deepEqual(depths('  a(', '  }', 'b'), [2, 2, 0]);
  });

  it('puts what begins anew outside of all brackets at one depth, where a language goes by brackets', () => {
    const lines = ['  a() {', '    b();', '  }', '', '   c =', '     d;', ' e();'];
    assert.deepEqual(placed(...lines), [1, 4, 2, 0, 1, 5, 1]);
    assert.deepEqual(depths(...lines), [2, 4, 2, 0, 3, 5, 1]);
  });

  const complete: [what: string, lines: readonly string[], depths: readonly number[]][] = [
    ['behind a statement with a comment', ['a; // b', '  c; /* d */', '  e;'], [0, 0, 0]],
    ['behind a bracket with a comment', ['a {', '} // b', '  c;'], [0, 0, 0]],
    ['behind a bracket, and white space', ['a {', '} \t', '  c;'], [0, 0, 0]],
    [
      'behind a comment or a directive',
      ['a;', '# b', '  // c', '  /* d', 'e', '*/', '  f;'],
      [0, 0, 0, 0, 0, 0, 0],
    ],
    ['behind the end of a text', ['a = `', 'b', '`;', '  c;'], [0, 0, 0, 0]],
    ['behind a statement over several lines', ['a(b,', '  c);', '  d;'], [0, 2, 0]],
    ['but not within a statement', ['a', '  b;', 'c = {', '}', '  .d()', '  .e;'], [0, 2, 0, 0, 0, 2]],
    ['but not behind a semicolon within a line', ['a; b', '  c;', '{} d', '  e;'], [0, 2, 0, 2]],
    ['but not behind brackets alone', ['a(', ')', '  .b;'], [0, 0, 2]],
    [
      'as far to the left as code is',
      ['  a;', '// b', '   c;', '/* d */', '    e;', '#f'],
      [2, 0, 2, 0, 2, 0],
    ],
    ['whatever a text holds', ['  a = `', 'b', '`;', '    c;'], [2, 0, 0, 2]],
    ['whatever stands inside of brackets', ['  a {', 'b;', '}', '   c;'], [2, 3, 2, 2]],
  ];
  for (const [what, lines, expected] of complete) {
    it(`does so ${what}`, () => {
      const found = placed(...lines);
      // What is inside of a text has no depth of its own.
      const read = readLines(lines, 'javascript');
      const code = (list: readonly number[]): number[] => list.filter((_, index) => !read[index]?.within);
      assert.deepEqual(code(found), code(expected));
    });
  }
});

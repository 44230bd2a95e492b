import assert from 'node:assert/strict';
import { bracketDepths } from '../../../src/diff/bracketShape';
import { readLines } from '../../../src/diff/readLines';

function depths(...lines: readonly string[]): number[] {
  return bracketDepths(lines, readLines(lines, 'cpp'));
}

describe('bracketDepths', () => {
  it('leaves lines where they stand', () =>
    assert.deepEqual(depths('a {', '    b(', '        c,', '    );', '}'), [0, 4, 8, 4, 0]));

  it('puts what is inside deeper than what is around, also where nothing is indented', () =>
    assert.deepEqual(depths('namespace a {', 'void f() {', '  b();', '}', '}'), [0, 1, 2, 1, 0]));

  it('puts a label, a directive or a comment where the lines beside it stand', () =>
    assert.deepEqual(
      depths('class A {', '#if B', 'public:', '    a();', '    b();', '};'),
      [0, 4, 4, 4, 4, 0],
    ));

  it('reads a body from the line where its parameters begin', () =>
    assert.deepEqual(depths('void f(', '        int a) {', '  b();', '}', 'c();'), [0, 8, 2, 0, 0]));

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

  it('puts what begins anew outside of all brackets at one depth, where a language goes by brackets', () => {
    const lines = ['  a() {', '    b();', '  }', '', '   c =', '     d;', ' e();'];
    const read = readLines(lines, 'javascript');
    assert.deepEqual(bracketDepths(lines, read, true), [1, 4, 2, 0, 1, 5, 1]);
    assert.deepEqual(bracketDepths(lines, read), [2, 4, 2, 0, 3, 5, 1]);
  });

  it('takes no notice of brackets that nothing closes', () =>
    assert.deepEqual(depths('a(', 'b();', ')]', 'c }', 'd {'), [0, 1, 0, 0, 0]));
});

import assert from 'node:assert/strict';
import { commentAbove } from '../../../../../src/editor/edit/commands/commentAbove';

/** The lines that belong to the last one. */
function above(...lines: readonly string[]): readonly string[] {
  return lines.slice(commentAbove(line => lines[line] ?? '', lines.length - 1));
}

describe('the comment above code', () => {
  it('is one of a line, or several of them', () => {
    assert.deepEqual(above('let a;', '/** Doubles. */', 'function f() {'), [
      '/** Doubles. */',
      'function f() {',
    ]);
    assert.deepEqual(above('x = 1', '# Doubles.', '#', '# Always.', 'def f(x):').length, 4);
    assert.deepEqual(above('/// Doubles.', '/// Always.', 'fn f() {').length, 3);
  });

  it('is a block, whatever its lines begin with', () => {
    assert.equal(above('let a;', '  /**', '   * Doubles.', '   */', '  f() {').length, 4);
    assert.equal(above('let a;', '/*', 'Doubles; always (yes).', 'Really.', '*/', 'f() {').length, 5);
    assert.equal(above('/* Doubles', '   always. */', 'f() {').length, 3);
  });

  it('is none behind a blank line, behind code, and at the top of a file', () => {
    assert.deepEqual(above('/** Of the file. */', '', 'function f() {'), ['function f() {']);
    assert.deepEqual(above('f(); /* called */', 'function g() {'), ['function g() {']);
    assert.deepEqual(above('function f() {'), ['function f() {']);
  });

  it('is none where what ends there never began', () => {
    assert.deepEqual(above('let a;', ' */', 'function f() {').length, 1);
  });
});

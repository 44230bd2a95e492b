import assert from 'node:assert/strict';
import { shapedCode, shapeOf } from '../../../src/diff/codeShape';

describe('shapeOf', () => {
  it('has nothing of what is inside of a text, and is as deep as it is', () =>
    assert.deepEqual(shapeOf(['  a = `', 'function b() {', '', '`;', '  c();'], 'typescript'), [
      '  a = `',
      '   "',
      '   "',
      '   "',
      '  c();',
    ]));

  it('keeps what ends a comment', () =>
    assert.deepEqual(shapeOf(['  /*', 'a() {', '   */', '  b();'], 'java'), [
      '  /*',
      '  ** ) {',
      '  ** */',
      '  b();',
    ]));

  it('has a blank behind the sign of a comment of its language, so that it looks like none of others', () => {
    const lines = ['  #a = 1', '# b', '#', 'c # d'];
    assert.deepEqual(shapeOf(lines, 'python'), ['  # a = 1', '# b', '# ', 'c # d']);
    assert.deepEqual(shapeOf(['---@param a b'], 'lua'), ['-- -@param a b']);
    assert.deepEqual(shapeOf(['#[A]', '#a {', '--b: c;'], 'php'), ['#[A]', '# a {', '--b: c;']);
    assert.deepEqual(shapeOf(['#a {', '}', '--i;'], 'css'), ['#a {', '}', '--i;']);
  });

  it('is deeper inside of brackets, and behind what goes on below', () => {
    assert.deepEqual(shapeOf(['a {', 'b();', '}', ' '], 'c'), ['a {', ' b();', '}', '']);
    assert.deepEqual(shapeOf(['.a,', '.b {', '}'], 'css'), ['.a,', ' .b {', '}']);
  });

  it('is that of headings and of sections, where a language has these', () => {
    assert.deepEqual(shapeOf(['# A', 'b'], 'markdown'), ['"A":', ' ~']);
    for (const id of ['toml', 'ini', 'properties', 'editorconfig']) {
      assert.deepEqual(shapeOf(['[a]', 'b = 1'], id), ['"[a]":', ' b = 1'], id);
    }
  });

  it('is deeper inside of a script, also in a page that another language writes', () => {
    for (const id of ['html', 'php', '']) {
      assert.deepEqual(
        shapeOf(['<script>', 'a();', '</script>'], id),
        ['<script>', ' a();', '</script>'],
        id,
      );
    }
  });

  it('takes no blank line for code that goes on below, but a pointer', () => {
    assert.deepEqual(shapeOf(['a();', '  ', '  b();'], 'c'), ['a();', '', 'b();']);
    assert.deepEqual(shapeOf(['a();', '*b =', '  c();'], 'c'), ['a();', '*b =', '  c();']);
  });

  it('ends a brace and no parenthesis, however far to the left the closing one stands', () => {
    const lines = ['f(', '  a {', '    b;', '}', '  c', ');'];
    assert.deepEqual(shapeOf(lines, 'c'), ['f(', '  a {', '    b;', '  }', '  c', ');']);
  });

  it('stands beside the lines it is read from', () =>
    assert.deepEqual(shapedCode(['# A', 'b'], 'markdown'), { lines: ['# A', 'b'], shape: ['"A":', ' ~'] }));
});

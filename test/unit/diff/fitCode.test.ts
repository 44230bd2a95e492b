import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { twoFunctions as file } from '../../support/diff/twoFunctions';

describe('fitCode', () => {
  it('replaces the part that begins and ends as the block does', () => {
    assert.equal(fitCode(file, 'function a() {\n  other();\n}'), file.replace('one', 'other'));
  });

  it('takes a block that holds the whole file for the whole file', () => {
    const whole = file.replace('one', 'uno').replace('two', 'due').trimEnd();
    assert.equal(fitCode(file, whole), `${whole}\n`);
  });

  it('adds what the file does not have at its end', () => {
    assert.equal(fitCode(file, 'function c() {\n}'), `${file}\nfunction c() {\n}\n`);
  });

  it('fills an empty file', () => {
    assert.equal(fitCode('\n', 'a();\nb();\n\n'), 'a();\nb();\n');
  });

  it('keeps the line ends of the file', () => {
    const windows = file.replaceAll('\n', '\r\n');
    assert.equal(fitCode(windows, 'function a() {\n  other();\n}'), windows.replace('one', 'other'));
  });

  const count = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
  const table: [what: string, file: readonly string[], block: readonly string[], after: readonly string[]][] =
    [
      ['a part by its first and last line', count, ['three', 'x', 'five'], count.toSpliced(3, 1, 'x')],
      ['a part of two lines', count, ['three', 'five'], count.toSpliced(3, 1)],
      ['a line that the file has, at its end', count, ['three'], [...count, '', 'three']],
      ['what begins with another line, at its end', count, ['x', 'three'], [...count, '', 'x', 'three']],
      ['what ends with another line, at its end', count, ['three', 'x'], [...count, '', 'three', 'x']],
      ['what ends above its beginning, at its end', count, ['three', 'two'], [...count, '', 'three', 'two']],
      [
        'what ends with a line that stands above it too',
        ['end', ...count.with(5, 'end')],
        ['three', 'x', 'end'],
        ['end', 'one', 'two', 'three', 'x', 'end', 'seven', 'eight'],
      ],
      ['a part at the beginning', count, ['one', 'x', 'three'], count.with(1, 'x')],
      [
        'what begins as the file and is half as long, for the file',
        count,
        ['one', 'x', 'y', 'z', 'three'],
        ['one', 'x', 'y', 'z', 'three'],
      ],
      [
        'what is half as long and begins further down, for a part',
        count,
        ['two', 'x', 'y', 'z', 'three'],
        ['one', 'two', 'x', 'y', 'z', 'three', 'four', 'five', 'six', 'seven', 'eight'],
      ],
      [
        'what begins otherwise and is half as long, for the file',
        count,
        ['v', 'w', 'x', 'y', 'z'],
        ['v', 'w', 'x', 'y', 'z'],
      ],
      [
        'what holds three lines of the rest, for the file',
        count,
        ['three', 'one', 'two', 'seven', 'five'],
        ['three', 'one', 'two', 'seven', 'five'],
      ],
      [
        'what holds two lines of the rest, for a part',
        count,
        ['three', 'one', 'seven', 'x', 'five'],
        ['one', 'two', 'three', 'one', 'seven', 'x', 'five', 'six', 'seven', 'eight'],
      ],
      [
        'what begins with a line that the file has twice, at its end',
        [...count, 'three'],
        ['three', 'x', 'five'],
        [...count, 'three', '', 'three', 'x', 'five'],
      ],
      [
        'a bracket with the words below it',
        ['a', '{', 'one', 'two', '}', 'b', 'c', 'd'],
        ['{', 'one', 'x', '}'],
        ['a', '{', 'one', 'x', '}', 'b', 'c', 'd'],
      ],
      [
        'a bracket with the words below it, at the beginning',
        ['{', 'one', 'two', '}', 'b', 'c', 'd', 'e'],
        ['{', 'one', 'x', '}'],
        ['{', 'one', 'x', '}', 'b', 'c', 'd', 'e'],
      ],
      [
        'more lines above the words than the file has, at its end',
        ['one', 'two', '}', 'b', 'c', 'd', 'e', 'f'],
        ['{', 'one', 'x', '}'],
        ['one', 'two', '}', 'b', 'c', 'd', 'e', 'f', '', '{', 'one', 'x', '}'],
      ],
      ['what has no words, at its end', ['a', 'b', ')', 'c'], ['(', ')'], ['a', 'b', ')', 'c', '', '(', ')']],
      [
        'numbers as words',
        ['1', '2', '3', '4', '5', '6', '7'],
        ['3', '-', '5'],
        ['1', '2', '3', '-', '5', '6', '7'],
      ],
      [
        'no signs as words',
        ['+', '-', '*', '/', '=', '&', '|'],
        ['-', '!', '/'],
        ['+', '-', '*', '/', '=', '&', '|', '', '-', '!', '/'],
      ],
      [
        'blank lines at the end of the file',
        ['a();', 'b();', 'c();', ' ', ''],
        ['x();'],
        ['a();', 'b();', 'c();', '', 'x();'],
      ],
      [
        'statements, where a definition would be lost, at the end',
        ['a();', 'function f() {', '}', 'b();', 'function g() {', '}', 'c();'],
        ['a();', 'x();', 'b();'],
        ['a();', 'function f() {', '}', 'b();', 'function g() {', '}', 'c();', '', 'a();', 'x();', 'b();'],
      ],
      [
        'statements, where only an import would be lost, for a part',
        ['a();', 'b();', 'import c', 'd();', 'e();', 'f();', 'g();'],
        ['b();', 'x();', 'd();'],
        ['a();', 'b();', 'x();', 'd();', 'e();', 'f();', 'g();'],
      ],
      [
        'statements, where none would be lost, for a part',
        ['function f() {', '}', 'a();', 'b();', 'c();', 'd();', 'e();'],
        ['a();', 'x();', 'c();'],
        ['function f() {', '}', 'a();', 'x();', 'c();', 'd();', 'e();'],
      ],
    ];
  for (const [what, before, block, after] of table) {
    it(`takes ${what}`, () =>
      assert.equal(fitCode(`${before.join('\n')}\n`, block.join('\n')), `${after.join('\n')}\n`));
  }

  it('knows a file without a break at its end', () => {
    assert.equal(fitCode('1\n2\n3\n4\n5\n6', '1\nx\n3'), '1\nx\n3\n', 'exactly half as long');
    assert.equal(fitCode('a\n\nb\n)\nc', '(\n)'), 'a\n\nb\n)\nc\n\n(\n)\n', 'a blank line is no word');
    assert.equal(fitCode('a\nb\nc\nd\ne\nf\ng', 'e\nx\ng'), 'a\nb\nc\nd\ne\nx\ng');
  });

  it('fills a file of nothing but white space', () => {
    assert.equal(fitCode('\n  \n\n\n\n\n\t\n', 'a();\nb();'), 'a();\nb();\n');
  });
});

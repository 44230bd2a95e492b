import assert from 'node:assert/strict';
import {
  currentLine,
  indentWidth,
  isBlank,
  linesOf,
  nextWritten,
  writtenLines,
} from '../../../../src/completion/text/lines';

describe('linesOf', () => {
  /** Each line as `start:text:end`. */
  const table: [text: string, lines: string[]][] = [
    ['', ['0::0']],
    ['a', ['0:a:1']],
    ['a\n', ['0:a:1', '2::2']],
    ['a\nbc\n\nd', ['0:a:1', '2:bc:4', '5::5', '6:d:7']],
    ['a\r\nb\r\n', ['0:a:1', '3:b:4', '6::6']],
    ['\r\n', ['0::0', '2::2']],
    ['a\n\r\nb', ['0:a:1', '2::2', '4:b:5']],
    // Half of a line break at the very end, where an answer has come so far.
    ['a\r', ['0:a:1']],
    ['a\rb', ['0:a\rb:3']],
  ];
  for (const [text, expected] of table) {
    it(JSON.stringify(text), () => {
      const lines = linesOf(text).map(line => `${line.start}:${line.text}:${line.end}`);
      assert.deepEqual(lines, expected);
    });
  }
});

describe('the lines that a text writes', () => {
  it('begin with what stands before the cursor', () => {
    const whole = writtenLines('b\nc', 'x\n  a').map(line => line.whole);
    assert.deepEqual(whole, ['  ab', 'c']);
    assert.equal(currentLine('x\n  a'), '  a');
    assert.equal(currentLine('a'), 'a');
  });
  it('are looked through for the next one with anything on it', () => {
    const lines = writtenLines('a\n\n \t\nb\n', '');
    assert.deepEqual(
      [0, 1, 3, 4, 9].map(from => nextWritten(lines, from)?.text),
      ['a', 'b', 'b', undefined, undefined],
    );
  });
  it('may be blank', () => {
    assert.deepEqual(['', ' \t', 'a', ' a '].map(isBlank), [true, true, false, false]);
  });
});

describe('indentWidth', () => {
  const table: [line: string, width: number][] = [
    ['', 0],
    ['a  b', 0],
    ['  a', 2],
    ['\ta', 4],
    [' \ta', 4],
    ['   \t a', 5],
    ['    \ta', 8],
    ['\t\ta', 8],
    ['  ', 2],
  ];
  for (const [line, width] of table) {
    it(`${JSON.stringify(line)} is ${width}`, () => assert.equal(indentWidth(line), width));
  }
});

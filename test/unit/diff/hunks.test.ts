import assert from 'node:assert/strict';
import fc from 'fast-check';
import { piecesOf } from '../../../src/diff/hunks';
import { rewrites } from '../../support/diff/codeTexts';

/** Hunks as a screen shows them: `-` removed, `+` added. */
function screen(before: readonly string[], after: readonly string[]): string[] {
  const text = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');
  return piecesOf(text(before), text(after)).flatMap(({ old, new: now, isHunk }) => {
    const mark = (side: string, sign: string): string[] =>
      side
        .split('\n')
        .slice(0, -1)
        .map(line => sign + line);
    return isHunk ? [...mark(old, '-'), ...mark(now, '+')] : mark(now, ' ');
  });
}

describe('piecesOf', () => {
  it('shows a new function as a whole, not from bracket to bracket', () => {
    const before = ['a() {', '  one();', '}', '', 'c() {', '  three();', '}'];
    const after = ['a() {', '  one();', '}', '', 'b() {', '  two();', '}', '', 'c() {', '  three();', '}'];
    assert.deepEqual(screen(before, after), [
      ' a() {',
      '   one();',
      ' }',
      ' ',
      '+b() {',
      '+  two();',
      '+}',
      '+',
      ' c() {',
      '   three();',
      ' }',
    ]);
  });

  it('lets what is new begin with the least indented line, the lowest of those', () => {
    const [one, two] = [
      ['a', 'b', '  c', 'b'],
      ['a', 'b', '  c', 'b', '  c', 'b'],
    ];
    assert.deepEqual(screen(one, two), [' a', ' b', '   c', '+b', '+  c', ' b']);
    assert.deepEqual(screen(two, one), [' a', ' b', '   c', '-b', '-  c', ' b']);
    assert.deepEqual(screen(['a', 'x', 'b'], ['a', 'x', 'x', 'b']), [' a', ' x', '+x', ' b']);
  });

  const places: [
    what: string,
    before: readonly string[],
    after: readonly string[],
    shown: readonly string[],
  ][] = [
    [
      'behind a blank line',
      ['x', 'a', '  ', 'b', 'y'],
      ['x', 'a', '  ', 'b', 'a', '  ', 'b', 'y'],
      [' x', ' a', '   ', '+b', '+a', '+  ', ' b', ' y'],
    ],
    [
      'with no blank line, however deep the others are',
      ['x', '    a', '', 'y'],
      ['x', '    a', '', '    a', '', 'y'],
      [' x', '     a', ' ', '+    a', '+', ' y'],
    ],
    [
      'with the least indented line rather than behind a blank one',
      ['x', 'a', '', ' b', 'y'],
      ['x', 'a', '', ' b', 'a', '', ' b', 'y'],
      [' x', ' a', ' ', '  b', '+a', '+', '+ b', ' y'],
    ],
    [
      'with the lowest line, however long it is',
      ['x', 'long', 'a', 'y'],
      ['x', 'long', 'a', 'long', 'a', 'y'],
      [' x', ' long', ' a', '+long', '+a', ' y'],
    ],
    [
      'with a line that holds a bracket, but with none that closes one',
      ['x', 'f();', '  b', 'y'],
      ['x', 'f();', '  b', 'f();', '  b', 'y'],
      [' x', ' f();', '   b', '+f();', '+  b', ' y'],
    ],
    [
      'with a line that holds a word for an end, but with none that begins with it',
      ['x', 'a.end', '  b', 'y'],
      ['x', 'a.end', '  b', 'a.end', '  b', 'y'],
      [' x', ' a.end', '   b', '+a.end', '+  b', ' y'],
    ],
    [
      'at the beginning of the text as behind a blank line',
      ['a', 'b', 'y'],
      ['a', 'b', 'a', 'b', 'y'],
      ['+a', '+b', ' a', ' b', ' y'],
    ],
    [
      'beside another change, and apart from it',
      ['one', 'x', '', 'a', 'y', 'z'],
      ['ONE', 'x', '', 'a', '', 'a', 'y', 'Z'],
      ['-one', '+ONE', ' x', ' ', '+a', '+', ' a', ' y', '-z', '+Z'],
    ],
  ];
  for (const [what, before, after, shown] of places) {
    it(`lets what is new begin ${what}`, () => assert.deepEqual(screen(before, after), shown));
  }

  it('lets what is new stand as low as it can where all lines are as deep', () => {
    assert.deepEqual(screen(['c', 'a', 'b', 'b'], ['b', 'c', 'a', 'a', 'b', 'a', 'b']), [
      '+b',
      ' c',
      ' a',
      '+a',
      ' b',
      '+a',
      ' b',
    ]);
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const text = (some: readonly string[]): string => some.map(line => `${line}\n`).join('');
        const pieces = piecesOf(`first\n${text(before)}`, `first\n${text(after)}`);
        pieces.forEach((piece, at) => assert.notEqual(piece.isHunk, pieces[at + 1]?.isHunk));
        const [hunk, rest] = pieces.slice(-2);
        if (!hunk?.isHunk || !rest || (hunk.old !== '' && hunk.new !== '')) return;
        assert.notEqual(rest.old[0], (hunk.old + hunk.new)[0]);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a changed indentation for a change', () => {
    assert.deepEqual(screen(['if (x)', '\ty();'], ['if (x)', '    y();']), [
      ' if (x)',
      '-\ty();',
      '+    y();',
    ]);
  });

  it('takes a changed line break, and a missing one at the end, for a change', () => {
    assert.deepEqual(piecesOf('a\nb\nc', 'a\r\nb\nc\n'), [
      { old: 'a\n', new: 'a\r\n', isHunk: true },
      { old: 'b\n', new: 'b\n', isHunk: false },
      { old: 'c', new: 'c\n', isHunk: true },
    ]);
  });

  it('keeps both texts to the letter, hunks and equal pieces in turn', () => {
    fc.assert(
      fc.property(rewrites, ({ original, rewritten }) => {
        const pieces = piecesOf(original, rewritten);
        assert.equal(pieces.map(({ old }) => old).join(''), original);
        assert.equal(pieces.map(piece => piece.new).join(''), rewritten);
        pieces.forEach((piece, at) => {
          assert.equal(piece.isHunk, piece.old !== piece.new);
          assert.notEqual(piece.isHunk, pieces[at + 1]?.isHunk);
        });
      }),
      { numRuns: 3000 },
    );
  });
});

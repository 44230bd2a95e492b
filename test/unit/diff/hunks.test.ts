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

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Encoder } from '../../../../../src/engines/local/recall/encoder';
import { detectIndentStyle } from '../../../../../src/engines/local/recall/indentation';
import { isLineBreak, SymbolTable } from '../../../../../src/engines/local/recall/symbols';

describe('encoder', () => {
  const table = new SymbolTable();
  const encoder = new Encoder(table);
  const encode = (text: string): readonly number[] => encoder.encode(text, detectIndentStyle(text)).symbols;

  it('makes the same of code however it is indented', () => {
    const two = 'f(\n  a,\n  [\n    b\n  ]\n)';
    assert.deepEqual(encode(two), encode(two.replaceAll('  ', '\t')));
    assert.deepEqual(encode(two), encode(two.replaceAll('  ', '    ')));
    assert.deepEqual(encode(two), encode(two.replaceAll('\n', '\r\n')));
  });

  it('keeps that there were blank lines, not how many', () => {
    assert.deepEqual(encode('a\n\nb'), encode('a\n \n\t\n\nb'));
    assert.notDeepEqual(encode('a\n\nb'), encode('a\nb'));
  });

  it('keeps whether a blank stands before a token', () => {
    assert.notDeepEqual(encode('a =b'), encode('a = b'));
    assert.deepEqual(encode('a =   b  '), encode('a = b'));
  });

  it('takes blanks at the very end for the indentation of a line to come', () => {
    const { symbols, columns } = encoder.encode('if (a) {\n  ', { tabs: false, unit: 2 });
    assert.equal(columns, 2);
    assert.equal(isLineBreak(symbols.at(-1) ?? 0), true);
  });

  it('makes the same of a text that is encoded once', () => {
    const piece = fc.constantFrom(
      'a',
      ' = ',
      'b.c',
      '(',
      "don't",
      '\n',
      '\n\n',
      '\n  ',
      '\n\t',
      '\r\n',
      ' \n',
      '"x"',
      '12.5',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('');
        const style = detectIndentStyle(text);
        assert.deepEqual(
          [...encoder.encodeOnce(text, style)],
          [...encoder.encode(text, style).symbols],
          text,
        );
      }),
      { numRuns: 1000 },
    );
    const long = 'word '.repeat(50_000);
    assert.equal(encoder.encodeOnce(long, { tabs: false, unit: 2 }).length, 50_000);
  });

  it('makes the same of a text whatever it was before', () => {
    const piece = fc.constantFrom('a', ' b', '(', '\n', '\n\n', '\n  ', '\n\t', '\r\n', ' \n');
    const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.nat(8)), { minLength: 1, maxLength: 6 }), steps => {
        const memory = {};
        const style = { tabs: false, unit: 2 };
        let now = '';
        for (const [added, taken] of steps) {
          now = now.slice(0, Math.max(0, now.length - taken)) + added;
          assert.deepEqual(encoder.encode(now, style, memory), encoder.encode(now, style), now);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

import assert from 'node:assert/strict';
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
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginsWith, lastPiece } from '../../../../../src/engines/upstream/forms/infill/lastPiece';

describe('The last piece of a text', () => {
  for (const [text, piece] of [
    ['const name', ' name'],
    ['names.has', '.has'],
    ['f(a', '(a'],
    ['my_name', '_name'],
    ['a = ', ' '],
    ['f();\n    ', '    '],
    ['f() {', ' {'],
    ['größe', 'größe'],
    ['x = 12', ''],
    ['f();\n', ''],
    ['', ''],
  ] as const) {
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(piece)}`, () => assert.equal(lastPiece(text), piece));
  }

  it('is the end of the text, never long, and holds no line break', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const piece = lastPiece(text);
        assert.ok(text.endsWith(piece) && piece.length <= 65 && !/[\r\n]/.test(piece));
        assert.ok(!/^[\udc00-\udfff]/.test(piece), 'no character is cut in two');
      }),
      { seed: 18, numRuns: 500 },
    );
    assert.ok(lastPiece('𝒳'.repeat(100)).length > 0);
  });

  it('goes into a grammar of which no sign ends the text', () => {
    assert.equal(beginsWith(' a'), 'root ::= " a" .*');
    assert.equal(beginsWith('\\"\t'), String.raw`root ::= "\\\"\t" .*`);
  });
});

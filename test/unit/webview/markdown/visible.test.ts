import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visible } from '../../../../src/webview/chat/markdown/visible';

describe('text made visible', () => {
  for (const [name, text, shown] of [
    ['an override', 'a\u202eb', 'a⟦U+202E⟧b'],
    ['an isolate', 'a\u2066b\u2069', 'a⟦U+2066⟧b⟦U+2069⟧'],
    ['a null', 'a\0b', 'a⟦U+0000⟧b'],
    ['an escape sequence', '\u001b[31mred', '⟦U+001B⟧[31mred'],
    ['a C1 control', 'a\u009bb', 'a⟦U+009B⟧b'],
    ['an invisible operator', 'a\u2063b', 'a⟦U+2063⟧b'],
    ['a byte order mark', '\ufeffa', '⟦U+FEFF⟧a'],
    ['an annotation', '\ufff9a', '⟦U+FFF9⟧a'],
    ['tags', '\u{e0041}\u{e0042}', '⟦U+E0041⟧⟦U+E0042⟧'],
  ] as const) {
    it(`writes ${name} out`, () => assert.equal(visible(text), shown));
  }

  for (const [name, text] of [
    ['tabs and line breaks', 'a\tb\nc'],
    ['an emoji of several people', '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}'],
    ['joiners that scripts need', 'نامه\u200cای \u0915\u094d\u200d\u0937'],
    ['plain direction marks', 'a\u200e\u200fb'],
    ['marks on letters', 'e\u0301 a\u0323\u0302 \u0e17\u0e35\u0e48'],
    ['markup', '<b>&amp;</b>'],
  ] as const) {
    it(`leaves ${name} alone`, () => assert.equal(visible(text), text));
  }

  it('cuts heaps of marks', () => {
    assert.equal(visible(`Z${'\u0335'.repeat(500)}a`), `Z${'\u0335'.repeat(8)}a`);
  });

  it('never shows a character that turns the line around', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        assert.doesNotMatch(visible(text), /[\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/u);
      }),
    );
  });
});

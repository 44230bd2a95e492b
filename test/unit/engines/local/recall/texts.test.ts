import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Texts } from '../../../../../src/engines/local/recall/texts';

describe('texts', () => {
  it('number texts as a map would, wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 5 }), { maxLength: 60 }), parts => {
        const texts = new Texts();
        const numbers = new Map<string, number>();
        const whole = parts.join('');
        let from = 0;
        for (const part of parts) {
          assert.equal(texts.find(whole, from, from + part.length), numbers.get(part) ?? -1);
          const number = texts.add(whole, from, from + part.length);
          assert.equal(number, numbers.get(part) ?? numbers.size);
          numbers.set(part, number);
          from += part.length;
        }
        for (const [text, number] of numbers) {
          assert.equal(texts.text(number), text);
          assert.equal(texts.startsWith(number, text), true);
          assert.equal(texts.startsWith(number, `${text}x`), false);
        }
        assert.equal(texts.size, numbers.size);
      }),
    );
  });

  it('keep many', () => {
    const texts = new Texts();
    const all = Array.from({ length: 20_000 }, (_, at) => `text ${at}`);
    for (const text of all) texts.add(text, 0, text.length);
    all.forEach((text, number) => assert.equal(texts.find(text, 0, text.length), number));
    assert.equal(texts.text(12_345), 'text 12345');
    assert.deepEqual([texts.text(-1), texts.text(20_000)], ['', '']);
  });
});

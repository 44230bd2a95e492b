import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionQuery, withMention } from '../../../../src/webview/chat/composer/mentionQuery';

/** Text with `█` where the cursor is. */
function at(marked: string): readonly [text: string, caret: number] {
  const caret = marked.indexOf('█');
  return [marked.replace('█', ''), caret];
}

describe('a mention at the cursor', () => {
  for (const [marked, query] of [
    ['@█', ''],
    ['@car█', 'car'],
    ['see @src/ca█', 'src/ca'],
    ['(@sym█', 'sym'],
    ['"@a█', 'a'],
    ['line\n@b█', 'b'],
    ['@ca█rt', 'ca'],
    ['@мова█', 'мова'],
    ['a@b█', undefined],
    ['mail x@example.com█', undefined],
    ['@a b█', undefined],
    ['@a@b█', undefined],
    ['█@a', undefined],
    ['text█', undefined],
    [`@${'x'.repeat(201)}█`, undefined],
  ] as const) {
    it(`${marked.slice(0, 24).replace('\n', '⏎')} ${query === undefined ? 'is none' : `asks for "${query}"`}`, () => {
      assert.equal(mentionQuery(...at(marked))?.query, query);
    });
  }

  it('stands where its @ stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z/.]{0,20}$/), (before, query) => {
        const text = `${before} @${query}`;
        assert.deepEqual(mentionQuery(text, text.length), { from: before.length + 1, query });
      }),
    );
  });
});

describe('a chosen mention', () => {
  const put = (marked: string, label: string, goesOn = false): string => {
    const [text, caret] = at(marked);
    const query = mentionQuery(text, caret);
    assert.ok(query);
    const next = withMention(text, query, label, goesOn);
    return `${next.text.slice(0, next.caret)}█${next.text.slice(next.caret)}`;
  };

  it('takes the place of the query, and a space follows', () => {
    assert.equal(put('see @ca█', 'cart.ts'), 'see @cart.ts █');
  });
  it('takes no second space where one stands', () => {
    assert.equal(put('see @ca█ please', 'cart.ts'), 'see @cart.ts █please');
  });
  it('goes on without a space when it is a step on the way', () => {
    assert.equal(put('@sr█', 'src/', true), '@src/█');
    assert.equal(put('@sr█ x', 'src/', true), '@src/█ x');
  });
});

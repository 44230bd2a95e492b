import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerText } from '../../../../src/completion/answers/answerText';

describe('answerText', () => {
  const table: [raw: string, text: string][] = [
    ['foo(bar)', 'foo(bar)'],
    ['  indented', '  indented'],
    ['<fill>foo</fill>', 'foo'],
    ['\n<fill>\n  foo\n</fill>\n', '\n  foo\n'],
    ['<fill></fill>', ''],
    ['<fill>cut short', 'cut short'],
    ['<fill>foo</fill> I hope this helps!', 'foo'],
    ['<fill>```js\nfoo\n```</fill>', '```js\nfoo\n```'],
    ['a < b', 'a < b'],
    ['<thi', '<thi'],
    ['a <thi', 'a <thi'],
    ['<', '<'],
    ['<fi', '<fi'],
    ['<div>', '<div>'],
    ['`template ${x}`', '`template ${x}`'],
    ['', ''],
  ];
  for (const [raw, text] of table) {
    it(`${JSON.stringify(raw)} is ${JSON.stringify(text)}`, () => assert.equal(answerText(raw, true), text));
  }

  it('holds back what may yet turn out to be markup', () => {
    const shown = (raw: string) => answerText(raw, false);
    assert.deepEqual(['<', '<fi', '<fill>', '<fill>a</'].map(shown), ['', '', '', 'a']);
  });

  it('only ever grows while an answer streams in', () => {
    const piece = fc.constantFrom('<fill>', '</fill>', '```ts\n', '\n```', '`', '<', '\n', 'a', '  ', 'foo(');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        let raw = '';
        let before = '';
        for (const char of pieces.join('')) {
          raw += char;
          const now = answerText(raw, false);
          assert.ok(now.startsWith(before), JSON.stringify({ raw, before, now }));
          before = now;
        }
        assert.ok(answerText(raw, true).startsWith(before), JSON.stringify({ raw, before }));
      }),
      { numRuns: 2000 },
    );
  });
});

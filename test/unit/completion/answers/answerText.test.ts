import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerText, answerText } from '../../../../src/completion/answers/answerText';

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
    it(`${JSON.stringify(raw)} is ${JSON.stringify(text)}`, () =>
      assert.equal(answerText(raw, true, ''), text));
  }

  it('is the answer behind thoughts that only talk about its form', () =>
    assert.equal(answerText('I write <fill>a</fill>, I think.\n</think>\nb', true, ''), 'b'));

  it('holds tags of thoughts where the code around it does, and where the endpoint answers bare', () => {
    const tags = '<think>\nb\n</think>\n';
    assert.equal(answerText(tags, true, ''), '');
    assert.equal(answerText(tags, true, '<think>\na\n</think>\n'), tags);
    const bare = new AnswerText('', true);
    bare.take(tags);
    bare.end();
    assert.equal(bare.text(true), tags);
  });

  it('waits for the rest of what may become the tag of thoughts', () =>
    assert.equal(answerText('<thi', false, ''), ''));

  it('holds back what may yet turn out to be markup', () => {
    const shown = (raw: string) => answerText(raw, false, '');
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
          const now = answerText(raw, false, '');
          assert.ok(now.startsWith(before), JSON.stringify({ raw, before, now }));
          before = now;
        }
        assert.ok(answerText(raw, true, '').startsWith(before), JSON.stringify({ raw, before }));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('AnswerText, of an answer that has begun', () => {
  /** Whether it may be thoughts after all, and whether nothing but thoughts has come. */
  const table: [raw: string, mayBeThoughts: boolean, isThought: boolean][] = [
    ['', true, true],
    ['so', true, true],
    ['I write <fill>', true, true],
    ['I write `a`', true, true],
    ['`a` is', true, true],
    ['~5 lines', true, true],
    ['<think>so', false, true],
    ['<think>so</think>', false, true],
    ['<think>so</think>a', false, false],
    ['<fill>', false, false],
    ['\n<fill>a', false, false],
    ['```ts\n', false, false],
    ['~~~\n', false, false],
  ];
  for (const [raw, mayBeThoughts, isThought] of table) {
    it(JSON.stringify(raw), () => {
      const answer = new AnswerText('', false);
      answer.take(raw);
      assert.deepEqual([answer.mayBeThoughts, answer.isThought], [mayBeThoughts, isThought]);
    });
  }
});

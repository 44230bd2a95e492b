import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FencedCode } from '../../../src/diff/fencedCode';

function read(answer: string, cuts: readonly number[] = []): { streamed: string; reader: FencedCode } {
  const reader = new FencedCode();
  let streamed = '';
  let at = 0;
  for (const cut of [...cuts].map(cut => cut % (answer.length + 1)).sort((a, b) => a - b)) {
    streamed += reader.push(answer.slice(at, cut));
    at = Math.max(at, cut);
  }
  streamed += reader.push(answer.slice(at)) + reader.end();
  return { streamed, reader };
}

describe('FencedCode', () => {
  const table: [name: string, answer: string, code: string, words: string][] = [
    ['a block', '```ts\nlet a = 1;\n```\n', 'let a = 1;', ''],
    ['words around it', 'Here:\n```\na\n```\n\n- `x` (line 1)', 'a', 'Here:\n\n- `x` (line 1)'],
    ['code that ends with a line break', '```\na\n\n```', 'a\n', ''],
    ['an empty block', '```\n```', '', ''],
    ['a longer fence around a shorter one', '````md\n```\na\n```\n````', '```\na\n```', ''],
    ['tildes', '~~~\n```\n~~~', '```', ''],
    ['CRLF', '```\r\na\r\nb\r\n```\r\n', 'a\r\nb', ''],
    ['a block that was cut short', '```\na\nb', 'a\nb', ''],
    ['only the first block', '```\na\n```\n```\nb\n```', 'a', '```\nb\n```'],
    ['a fence inside a line is no fence', '```\nconst s = "```";\n```', 'const s = "```";', ''],
    ['indented code', '```\n    ```\n```', '    ```', ''],
  ];
  for (const [name, answer, code, words] of table) {
    it(`reads ${name}`, () => {
      const { reader, streamed } = read(answer);
      assert.deepEqual([reader.code, reader.words, streamed], [code, words, code]);
      assert.equal(reader.hasBlock, true);
    });
  }

  it('finds no block in words', () => {
    const { reader } = read('I cannot do that.');
    assert.deepEqual([reader.hasBlock, reader.code, reader.words], [false, '', 'I cannot do that.']);
  });

  it('gives out a line before it is complete', () => {
    const reader = new FencedCode();
    assert.equal(reader.push('```\nlet a'), 'let a');
    assert.equal(reader.push(' = 1;\n  b'), ' = 1;\n  b');
    assert.equal(reader.push('\n``'), '');
    assert.equal(reader.push('`\n'), '');
    assert.equal(reader.code, 'let a = 1;\n  b');
  });

  it('gives the same code however the answer is cut, and never takes any back', () => {
    const piece = fc.constantFrom(
      '```',
      '```\n',
      '````\n',
      '\n',
      '\r\n',
      ' ',
      'a',
      '  b = `c`',
      '~~~\n',
      '🙂',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (pieces, cuts) => {
          const answer = `\`\`\`ts\n${pieces.join('')}`;
          const { reader, streamed } = read(answer, cuts);
          assert.equal(streamed, reader.code);
          assert.equal(reader.code, read(answer).reader.code);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

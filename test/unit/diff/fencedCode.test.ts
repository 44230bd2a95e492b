import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fenceAround } from '../../../src/common/fences';
import { FencedCode } from '../../../src/diff/fencedCode';

function read(
  answer: string,
  cuts: readonly number[] = [],
  original = '',
): { streamed: string; reader: FencedCode } {
  const reader = new FencedCode(original);
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

  const doubtful: [name: string, original: string, answer: string, code: string, words?: string][] = [
    ['a code block in Markdown', '', '```md\nA\n```sh\nb\n```\nC\n```\n', 'A\n```sh\nb\n```\nC'],
    ['code that ends within tildes', 'a\n~~~sh\n', '```sh\nb\n~~~sh\n```\n', 'b\n~~~sh'],
    ['one in tildes', 'a\n~~~sh\n', '```sh\nb\n~~~sh\nc\n~~~\n```\n', 'b\n~~~sh\nc\n~~~'],
    [
      'one in tildes around another',
      'a\n~~~md\n',
      '```md\n~~~md\n```\na\n```\n~~~\n```\n',
      '~~~md\n```\na\n```\n~~~',
    ],
    ['one without a language', '', '```markdown\nA\n```\nb\n```\nC\n```\n', 'A\n```\nb\n```\nC'],
    ['one with a space before it', '', '```md\nA\n``` sh\nb\n```\nC\n```\n', 'A\n``` sh\nb\n```\nC'],
    ['words behind Markdown', '', '```md\nA\n```\n\n- `A` is new', 'A', '- `A` is new'],
    ['an example behind Markdown', '', '```md\nA\n```\nTry:\n```sh\na\n```', 'A', 'Try:\n```sh\na\n```'],
    [
      'a comment with a fence, as the code has one',
      '"""\n```\nf()\n```\n"""\n',
      '```py\n"""\n```\ng()\n```\n"""\n```\nDone.',
      '"""\n```\ng()\n```\n"""',
      'Done.',
    ],
    ['a fence that is indented', '', '```yaml\na: |\n  ```\n  b\n  ```\n```', 'a: |\n  ```\n  b\n  ```'],
    ['one fence that is indented', '', '```yaml\na: |\n  ```\nb: 1\n```', 'a: |\n  ```\nb: 1'],
    ['a closing fence that is indented', '', '```ts\na\n  ```\nDone.', 'a', 'Done.'],
    ['an opening fence that is indented', '', '  ```ts\n  a\n    b\nc d\n```\nDone.', 'a\n  b\nc d', 'Done.'],
    ['the beginning of a code block', '```sh\na\n', '```ts\n```sh\nb\n```\n- `b`', '```sh\nb', '- `b`'],
    ['the same with its end', '```sh\na\n', '```ts\n```sh\nb\n```\nc\n```\n', '```sh\nb\n```\nc'],
    [
      'several code blocks without a language',
      '',
      '```md\nA\n```\nb\n```\nC\n```\nd\n```\nE\n```\nDone.',
      'A\n```\nb\n```\nC\n```\nd\n```\nE',
      'Done.',
    ],
    [
      'an indented fence in a code block without a language',
      '',
      '```md\nA\n```\n  ```\nC\n```\nD\n```\nDone.',
      'A\n```\n  ```\nC\n```\nD',
      'Done.',
    ],
    [
      'an example behind code of a language like Markdown',
      '',
      '```cmd\nA\n```\nTry:\n```\nb\n```',
      'A',
      'Try:\n```\nb\n```',
    ],
    [
      'a whole code block without a language in a block that is not closed',
      '',
      '```md\nA\n```\nb\n```\n',
      'A\n```\nb\n```',
    ],
    [
      'two code blocks, of which the code to rewrite leaves one open',
      '```sh\na\n',
      '```ts\n```sh\nb\n```\n```sh\nc\n```\n- `c`',
      '```sh\nb\n```\n```sh\nc',
      '- `c`',
    ],
    [
      'an indented fence where the code to rewrite ends in a block',
      '```sh\na\n',
      '```ts\n```sh\nb\n```\n  ```\n- `b`',
      '```sh\nb',
      '```\n- `b`',
    ],
    [
      'a whole indented code block in a block that is not closed',
      '',
      '```yaml\na: |\n  ```\n  b\n  ```\n',
      'a: |\n  ```\n  b\n  ```',
    ],
    [
      'code blocks with a language behind one without',
      '',
      '```md\nA\n```\nb\n```\n```sh\nc\n```\n```sh\nd\n```\nE\n```\nDone.',
      'A\n```\nb\n```\n```sh\nc\n```\n```sh\nd\n```\nE',
      'Done.',
    ],
    [
      'the beginning of a code block in an answer that was cut short',
      '```sh\na\n',
      '```ts\n```sh\n~~~\nb',
      '```sh\n~~~\nb',
    ],
    ['a sentence behind the fence', '', '```ts\na\n``` That is all.', 'a', ''],
  ];
  for (const [name, original, answer, code, words = ''] of doubtful) {
    it(`reads ${name}, however it is cut`, () => {
      for (const cuts of [[], [...answer].map((_, at) => at)]) {
        const { reader, streamed } = read(answer, cuts, original);
        assert.deepEqual([reader.code, reader.words, streamed], [code, words, code]);
      }
    });
  }

  it('gives back every code in a fence that is longer than those in it', () => {
    const line = fc.constantFrom('```', '```sh', '~~~', '  ```', '````md', 'a', '', '    b', '``` c', '"""');
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(), { maxLength: 8 }), (lines, cuts) => {
        const code = lines.join('\n');
        const fence = fenceAround(code);
        const { reader, streamed } = read(`${fence}ts\n${code}\n${fence}\n- all of it`, cuts, code);
        assert.deepEqual([reader.code, reader.words, streamed], [code, '- all of it', code]);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds no block in words', () => {
    const { reader } = read('I cannot do that.');
    assert.deepEqual([reader.hasBlock, reader.code, reader.words], [false, '', 'I cannot do that.']);
  });

  it('gives out a line before it is complete', () => {
    const reader = new FencedCode('');
    assert.equal(reader.push('```\nlet a'), 'let a');
    assert.equal(reader.push(' = 1;\n  b'), ' = 1;\n  b');
    assert.equal(reader.push('\n``'), '');
    assert.equal(reader.push('`\n'), '');
    assert.equal(reader.code, 'let a = 1;\n  b');
  });

  const steps: [what: string, original: string, pieces: readonly [piece: string, code: string][]][] = [
    [
      'a code block inside at once',
      '',
      [
        ['```ts\n', ''],
        ['```sh\n', '```sh'],
        ['  ```\n', '\n  ```'],
        ['b\n', '\nb'],
        ['```\n', '\n```'],
        ['c\n', '\nc'],
        ['```\n', ''],
        ['Done.\n', ''],
      ],
    ],
    [
      'nothing behind what may close the block, until it is clear',
      '',
      [
        ['```ts\na\n', 'a'],
        ['  ```\n', ''],
        ['b\n', ''],
        ['```\n', '\n  ```\nb'],
      ],
    ],
    [
      'a code block inside at once, where the code to rewrite has whole ones and an open one',
      '```\na\n```\n```sh\nb\n',
      [
        ['```ts\n```sh\nb\n', '```sh\nb'],
        ['```\n', '\n```'],
      ],
    ],
    [
      'all of a line but the half of its break',
      '',
      [
        ['```\nlet a\r', 'let a'],
        ['\nlet b', '\r\nlet b'],
      ],
    ],
  ];
  for (const [what, original, pieces] of steps) {
    it(`gives out ${what}`, () => {
      const reader = new FencedCode(original);
      for (const [piece, code] of pieces) assert.equal(reader.push(piece), code, piece);
    });
  }

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
      '  ```\n',
      '```sh\n',
      '``` done now\n',
      '🙂',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.constantFrom('', '```\na\n', '```sh\na\n'),
        (pieces, cuts, original) => {
          const answer = `\`\`\`ts\n${pieces.join('')}`;
          const { reader, streamed } = read(answer, cuts, original);
          assert.equal(streamed, reader.code);
          assert.equal(reader.code, read(answer, [], original).reader.code);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

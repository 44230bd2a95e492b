import assert from 'node:assert/strict';
import { editThoughts } from '../../../src/diff/editThoughts';

/** What is left of an answer about code that has a tag of thoughts in it, and whether what came before was taken back. */
function read(...pieces: readonly string[]): { readonly anew: boolean; readonly text: string } {
  const thoughts = editThoughts('split(text, "</think>")');
  const read = { anew: false, text: '' };
  for (const piece of pieces) {
    const { anew, text } = thoughts.take(piece);
    if (anew) Object.assign(read, { anew, text });
    else read.text += text;
  }
  return { ...read, text: read.text + thoughts.end() };
}

describe('editThoughts', () => {
  const beginnings: [begin: string, isAnswer: boolean][] = [
    ['```ts', true],
    ['~~~', true],
    ['<<<<<<< SEARCH', true],
    ['<<<<< SEARCH', true],
    ['<<<<<<<SEARCH', true],
    ['<<<<<<< search', true],
    ['a.ts\n<<<<<<< SEARCH', true],
    ['Here:\na.ts\n<<<<<<< SEARCH', true],
    ['`a` is split.', false],
    ['~a is split.', false],
    ['<<<< SEARCH', false],
    ['I begin:\n```ts', false],
    ['I begin\nwith this\nfile:\n<<<<<<< SEARCH', false],
    [`${'long '.repeat(61)}\n<<<<<<< SEARCH`, false],
  ];
  for (const [begin, isAnswer] of beginnings) {
    it(`takes a tag behind ${JSON.stringify(begin.slice(0, 50))} for ${isAnswer ? 'code' : 'the end of thoughts'}`, () => {
      const answer = `${begin}\na </think>\n\`\`\`\nb`;
      assert.deepEqual(
        read(answer),
        isAnswer ? { anew: false, text: answer } : { anew: true, text: '```\nb' },
      );
    });
  }

  const rests: [rest: string, isAnswer: boolean][] = [
    ['```\nz', true],
    ['~~~\nz', true],
    ['<<<<< SEARCH\nz', true],
    ['<<<<<<<SEARCH\nz', true],
    ['<<<<<<< search\nz', true],
    ['Here it is:\n```\nz', true],
    ['Here it is:\n  ```\nz', true],
    ['Here it is:\n\t```\nz', true],
    ['Here it is:\n\na.ts\n```\nz', true],
    ['`z` is it', false],
    ['~z is it', false],
    ['<<<< SEARCH\nz', false],
    ['z ```\nz', false],
    ['Here\nit\nis\nat last:\n```\nz', false],
  ];
  for (const [rest, isAnswer] of rests) {
    it(`takes ${JSON.stringify(rest)} behind a tag for ${isAnswer ? 'the answer' : 'more of what came before'}`, () => {
      const thought = 'I see. </think>\n';
      assert.deepEqual(
        read(thought, rest),
        isAnswer ? { anew: true, text: rest } : { anew: false, text: thought + rest },
      );
    });
  }

  it('takes a tag at the very beginning for thoughts, whatever comes behind them: no answer is bare code', () => {
    assert.deepEqual(read('<think>hm</think>It cannot be done.'), {
      anew: false,
      text: 'It cannot be done.',
    });
  });
});

import assert from 'node:assert/strict';
import {
  editInput,
  editInstructions,
  editSetInput,
  editInstructionsFor,
  editSetInstructions,
  editSetInstructionsFor,
} from '../../../src/diff/editPrompt';
import { EditBlocks } from '../../../src/diff/editBlocks';
import { mergeInput, mergeInstructions } from '../../../src/diff/mergePrompt';

describe('editInstructionsFor', () => {
  it('are the same for all code without fences', () => {
    assert.equal(editInstructionsFor('let a = `b`;\n'), editInstructions);
  });

  it('say each thing on a line of its own', () => {
    for (const instructions of [editInstructions, mergeInstructions]) {
      const lines = instructions.split('\n');
      assert.ok(lines.length > 3);
      for (const line of lines) assert.match(line, /^[A-Z].*\.$/);
    }
  });

  it('name a fence that is longer than those in the code', () => {
    const instructions = editInstructionsFor('# A\n\n````md\n```sh\nb\n```\n````\n');
    assert.ok(instructions.startsWith(editInstructions));
    assert.match(instructions, / `{5}$/);
  });
});

describe('what is asked', () => {
  const request = { path: 'a.ts', languageId: 'typescript', code: 'a();', instruction: 'shorter' };
  const asked = (text: string): unknown => ({ type: 'input_text', text });
  const form = '<selection path="a.ts" language="typescript" instruction="shorter">\na();\n</selection>';

  it('is one message that holds the code and what to do with it', () => {
    assert.deepEqual(editInput(request), [{ type: 'message', role: 'user', content: [asked(form)] }]);
  });

  it('is one message with a part for each place, in their order', () => {
    const other = { path: '', languageId: '', code: '', instruction: '' };
    assert.deepEqual(editSetInput([request, other]), [
      { type: 'message', role: 'user', content: [asked(form), asked('<selection>\n\n</selection>')] },
    ]);
  });
});

describe('editSetInstructionsFor', () => {
  it('are the same for all code without lines like markers', () => {
    assert.equal(
      editSetInstructionsFor([{ code: 'a ======= b\n' }, { code: '====\n' }]),
      editSetInstructions,
    );
  });

  it('do not take short runs of signs for markers', () => {
    assert.equal(editSetInstructionsFor([{ code: '>\n>>>>\n<<<<\n' }]), editSetInstructions);
    assert.match(editSetInstructionsFor([{ code: '>>>>>>>\n' }]), / <{8} SEARCH/);
  });

  it('name the next longer markers that do not stand in it', () => {
    const instructions = editSetInstructionsFor([
      { code: 'Title\n=======\n\nLong title\n==========\n' },
      { code: 'a\n<<<<<<<< HEAD\n' },
    ]);
    assert.ok(instructions.startsWith(editSetInstructions));
    assert.match(instructions, / <{9} SEARCH, ={9} and >{9} REPLACE$/);
  });
});

describe('the instructions', () => {
  const table: [what: string, instructions: string, saying: readonly RegExp[]][] = [
    [
      'a rewrite',
      editInstructions,
      [
        /rewrite code that a user selected/,
        /instruction attribute says what to do; without one, improve/,
        /one fenced code block/,
        /use a longer fence/,
        /After the block you may add/,
        /cannot be done, answer with one plain sentence and no code block/,
      ],
    ],
    [
      'an edit of several places',
      editSetInstructions,
      [
        /edit code that a user chose/,
        /instruction attribute says what to do; without one, improve/,
        /line above a block is the path/,
        /exactly as they are and enough of them to occur only once/,
        /markers of the block with more signs/,
        /cannot be done, answer with plain sentences and no block/,
      ],
    ],
    [
      'a merge',
      mergeInstructions,
      [
        /merge code into a file/,
        /stands for code left out/,
        /one fenced code block that holds the whole file/,
        /use a longer fence/,
      ],
    ],
  ];
  for (const [what, instructions, saying] of table) {
    it(`of ${what} say in lines of their own what the answer is read by`, () => {
      for (const each of saying)
        assert.ok(
          instructions.split('\n').some(line => each.test(line)),
          String(each),
        );
    });
  }

  it('show a block as it is read', () => {
    const blocks = new EditBlocks();
    assert.deepEqual(
      [...blocks.push(`${editSetInstructions}\n`), ...blocks.end()],
      [
        {
          kind: 'search',
          block: 0,
          path: 'path/of/file.ts',
          search: ['lines as they are'],
          divider: '=======',
        },
        { kind: 'lines', block: 0, lines: ['lines as they are to be'] },
        { kind: 'end', block: 0, complete: true },
      ],
    );
  });
});

describe('what a merge asks', () => {
  it('is one message that holds the file and the code', () => {
    const request = {
      path: 'a.ts',
      languageId: 'typescript',
      file: 'a();',
      update: 'b();',
      instruction: 'x',
    };
    assert.deepEqual(mergeInput(request), [
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: '<document path="a.ts" language="typescript">\na();\n</document>' },
          {
            type: 'input_text',
            text: '<update path="a.ts" language="typescript" instruction="x">\nb();\n</update>',
          },
        ],
      },
    ]);
  });
});

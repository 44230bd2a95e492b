import assert from 'node:assert/strict';
import {
  editInput,
  editInstructions,
  editSetInput,
  editInstructionsFor,
  editSetInstructions,
  editSetInstructionsFor,
} from '../../../src/diff/editPrompt';

describe('editInstructionsFor', () => {
  it('are the same for all code without fences', () => {
    assert.equal(editInstructionsFor('let a = `b`;\n'), editInstructions);
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

  it('name the next longer markers that do not stand in it', () => {
    const instructions = editSetInstructionsFor([
      { code: 'Title\n=======\n\nLong title\n==========\n' },
      { code: 'a\n<<<<<<<< HEAD\n' },
    ]);
    assert.ok(instructions.startsWith(editSetInstructions));
    assert.match(instructions, / <{9} SEARCH, ={9} and >{9} REPLACE$/);
  });
});

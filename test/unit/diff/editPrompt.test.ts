import assert from 'node:assert/strict';
import {
  editInstructions,
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

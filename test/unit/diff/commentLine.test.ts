import assert from 'node:assert/strict';
import { commentText, isCommentLine } from '../../../src/diff/commentLine';

const comments: [line: string, text: string][] = [
  ['// a', 'a'],
  ['  //a // b', 'a // b'],
  ['/// a', 'a'],
  ['// a */ b --> c', 'a */ b --> c'],
  ['/* a */', 'a'],
  ['/** a */  \n', 'a'],
  ['  * a * b', 'a * b'],
  ['*', ''],
  [' */', ''],
  ['-- a', 'a'],
  ['# a', 'a'],
  ['  ## a', 'a'],
  ['<!-- <p>a</p> -->', '<p>a</p>'],
];

describe('commentText', () => {
  for (const [line, text] of comments) {
    it(`of ${line.trimEnd()} is ${text || 'nothing'}`, () => {
      assert.deepEqual([isCommentLine(line), commentText(line)], [true, text]);
    });
  }
});

import assert from 'node:assert/strict';
import { asksToOptimise } from '../../../../../src/engines/local/optimise/instruction';

describe('asksToOptimise', () => {
  for (const text of [
    '',
    '  \n',
    'optimise',
    'Optimize this code',
    'make it faster',
    'Simplify',
    'clean this up',
    'use a loop instead of recursion',
    'improve performance',
    'Refactor for efficiency',
  ]) {
    it(`can follow ${JSON.stringify(text)}`, () => assert.equal(asksToOptimise(text), true));
  }
  for (const text of [
    'use a Map instead',
    'add tests',
    'document this',
    'translate to Rust',
    'optimise and add logging',
    'rename x to y',
    'fix the bug',
    'make it async',
    'explain',
    'improve the error messages',
    'rewrite in Go with better types',
  ]) {
    it(`cannot follow ${JSON.stringify(text)}`, () => assert.equal(asksToOptimise(text), false));
  }
});

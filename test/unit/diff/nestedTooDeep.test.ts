import assert from 'node:assert/strict';
import { isNestedTooDeep } from '../../../src/diff/nestedTooDeep';

describe('isNestedTooDeep', () => {
  const steps = (count: number): string[] =>
    Array.from({ length: count }, (_, depth) => `${' '.repeat(depth)}a`);

  it('is said of more than 200 depths, however many lines there are', () => {
    assert.equal(isNestedTooDeep(steps(200)), false);
    assert.equal(isNestedTooDeep(steps(201)), true);
    assert.equal(isNestedTooDeep([...steps(100), ...steps(100), ...steps(100)]), false);
  });
});

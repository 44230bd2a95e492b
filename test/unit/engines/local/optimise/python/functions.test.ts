import assert from 'node:assert/strict';
import { plainFunctions } from '../../../../../../src/engines/local/optimise/python/functions';
import { parsePy } from '../../../../../../src/engines/local/optimise/python/parse';
import { workOf } from '../../../../../support/work';

/** The elements of lists that are gone through to find the functions of a text that has so many. */
function work(count: number): number {
  const text = Array.from({ length: count }, (_, n) => `def f${n}(x):\n    return f${n}(x - 1)\n`).join('');
  const source = parsePy(text);
  assert.ok(source && 'root' in source);
  return workOf(() => assert.equal(plainFunctions(source).length, count)).elements;
}

describe('plainFunctions', () => {
  it('goes through a text of twice as many functions in twice the steps', () => {
    const ratio = work(200) / work(100);
    assert.ok(ratio < 2.5, String(ratio));
  });
});

import assert from 'node:assert/strict';
import { codeUnits } from '../../../src/diff/codeUnits';
import { likeliestOf } from '../../../src/diff/likeliest';

/** Which of several functions with the given steps one with other steps is a version of. */
function likeliest(own: string, ...found: readonly string[]): number {
  const written = (steps: string): string[] => [
    'function f() {',
    ...steps.split(' ').map(step => `  ${step}`),
    '}',
  ];
  const [block, file] = [written(own), found.flatMap(written)];
  const [unit] = codeUnits(block);
  assert.ok(unit);
  const units = codeUnits(file);
  const one = likeliestOf(unit, block, units, file);
  return one ? units.indexOf(one) : -1;
}

describe('likeliestOf', () => {
  const table: [what: string, own: string, found: string[], index: number][] = [
    ['the one that has most of the lines', 'a() b() x()', ['a() b()', 'c() d()'], 0],
    ['wherever that one stands', 'a() b() x()', ['c() d()', 'e() f()', 'a() b()'], 2],
    ['none by a single line', 'a() x()', ['a()', 'c()'], -1],
    ['none by lines that several have', 'a() b() x()', ['a() b()', 'a() b()'], -1],
    ['none by numbers and signs', '1, 2, 3, [ ]', ['1, 2, 3, [ ]', '7, 8'], -1],
    ['one that has half of the lines', 'a() b() v() w() x()', ['a() b()', 'c() d()'], 0],
    ['none that has less', 'a() b() v() w() x() y()', ['a() b()', 'c() d()'], -1],
    ['one beside another that has half as many', 'a() b() c()', ['a() b()', 'c() d()'], 0],
    ['none beside another that has more', 'a() b() c() d() e()', ['a() b() c()', 'd() e()'], -1],
    ['none where two have as many', 'a() b() c() d()', ['a() b()', 'c() d()'], -1],
  ];
  for (const [what, own, found, index] of table) {
    it(`tells ${what}`, () => assert.equal(likeliest(own, ...found), index));
  }
});

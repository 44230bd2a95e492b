import assert from 'node:assert/strict';
import { IgnoreRules } from '../../../../../src/gateway/engines/local/workspace/ignoreRules';

describe('ignore rules', () => {
  const rules = IgnoreRules.none
    .with('', '*.log\nbuild/\n/only-here.ts\n')
    .with('app/', '!keep.log\n*.tmp\n');

  const cases: readonly (readonly [string, boolean])[] = [
    ['a.log', true],
    ['app/a.log', true],
    ['app/keep.log', false],
    ['keep.log', true],
    ['build/', true],
    ['app/build/', true],
    ['only-here.ts', true],
    ['app/only-here.ts', false],
    ['app/deep/x.tmp', true],
    ['src/a.ts', false],
  ];
  for (const [path, ignored] of cases) {
    it(`${ignored ? 'ignores' : 'keeps'} ${path}`, () => assert.equal(rules.ignores(path), ignored));
  }
});

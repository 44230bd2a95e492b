import assert from 'node:assert/strict';
import { firstDifference } from '../../../scripts/lib/lockFile.mjs';

describe('dependencies', () => {
  const lock = (packages: Record<string, { version?: string; optional?: boolean }>) => ({ packages });

  const cases: readonly [string, ReturnType<typeof lock>, ReturnType<typeof lock>, string | undefined][] = [
    [
      'are in step when all are there',
      lock({ '': {}, 'node_modules/a': { version: '1.0.0' } }),
      lock({ 'node_modules/a': { version: '1.0.0' } }),
      undefined,
    ],
    ['are not when one is missing', lock({ 'node_modules/a': { version: '1.0.0' } }), lock({}), 'a changed'],
    [
      'are not when one has another version',
      lock({ 'node_modules/x/node_modules/@s/a': { version: '2.0.0' } }),
      lock({ 'node_modules/x/node_modules/@s/a': { version: '1.0.0' } }),
      '@s/a changed',
    ],
    [
      'need not have what is for another platform',
      lock({ 'node_modules/mac': { version: '1.0.0', optional: true } }),
      lock({}),
      undefined,
    ],
    [
      'do not mind what is there besides',
      lock({}),
      lock({ 'node_modules/old': { version: '1.0.0' } }),
      undefined,
    ],
  ];
  for (const [what, wanted, installed, difference] of cases) {
    it(what, () => {
      assert.equal(firstDifference(wanted, installed), difference);
    });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { guards } from '../../../bench/mutate/guards.mjs';

describe('the guards that are taken away', () => {
  const lines = readFileSync('SECURITY.md', 'utf8').split('\n');

  for (const { threat, file, edits, test } of guards) {
    it(`stand where they are looked for: ${threat} (${file}, ${test})`, () => {
      const line = lines.find(each => each.startsWith(`| ${threat} `));
      assert.ok(line?.includes(`\`${test}\``), `SECURITY.md names ${test} beside it`);
      const text = readFileSync(file, 'utf8');
      for (const [guard] of edits) assert.equal(text.split(guard).length, 2, guard);
    });
  }

  it('are all that SECURITY.md names with a unit test', () => {
    const known = new Set(guards.map(({ test }) => test));
    const named = lines.flatMap(line =>
      line.startsWith('| ') ? [...line.matchAll(/`(test\/unit\/[^`]+)`/g)] : [],
    );
    for (const [, test = ''] of named) assert.ok(known.has(test), test);
  });
});

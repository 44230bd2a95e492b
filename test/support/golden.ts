import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares a text with the file that holds what it should be. With `UPDATE_GOLDENS=1` in the environment the file is
 * written instead, to be looked at as a diff before it is committed.
 * @param file path from the root of the repository, where tests are run
 */
export function matchesGolden(file: string, text: string): void {
  const full = path.resolve(file);
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return;
  }
  assert.ok(existsSync(full), `${file} is missing; run the test with UPDATE_GOLDENS=1 to write it`);
  assert.equal(text, readFileSync(full, 'utf8'), `differs from ${file}; UPDATE_GOLDENS=1 accepts the change`);
}

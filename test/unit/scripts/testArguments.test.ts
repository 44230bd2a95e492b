import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readTestArguments } from '../../../scripts/lib/testArguments.mjs';

describe('readTestArguments', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'arguments-'));
    for (const file of ['unit/a/b.test.ts', 'unit/a/c/d.test.ts', 'unit/a/help.ts', 'e2e/e.test.ts']) {
      await mkdir(path.join(root, 'test', path.dirname(file)), { recursive: true });
      await writeFile(path.join(root, 'test', file), '');
    }
  });
  after(() => rm(root, { recursive: true }));

  it('tells test files and folders of them from what is for mocha', () => {
    assert.deepEqual(readTestArguments(['./test/unit/a/b.test.ts', '--grep', 'test'], root), {
      files: ['test/unit/a/b.test.ts'],
      rest: ['--grep', 'test'],
    });
    assert.deepEqual(readTestArguments(['test/unit/a/', '--bail'], root), {
      files: ['test/unit/a/b.test.ts', 'test/unit/a/c/d.test.ts'],
      rest: ['--bail'],
    });
    assert.deepEqual(readTestArguments(['--grep', 'a b'], root), { files: [], rest: ['--grep', 'a b'] });
  });

  it('says which file is not there, and how to run what needs a VS Code', () => {
    assert.throws(() => readTestArguments(['test/unit/x.test.ts'], root), {
      message: 'There is no test/unit/x.test.ts.',
    });
    assert.throws(() => readTestArguments(['test/unit/x'], root), { message: 'There is no test/unit/x.' });
    assert.throws(() => readTestArguments(['test/e2e/e.test.ts'], root), { remedy: /--only e2e/ });
  });
});

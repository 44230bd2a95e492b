import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hung, progressFile, watchProgress } from '../../../scripts/lib/watchProgress.mjs';

describe('watchProgress', () => {
  let folder = '';
  const results = (): string => path.join(folder, 'unit.json');
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'progress-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('ends a run of which nothing comes, and counts what had passed', async () => {
    writeFileSync(
      progressFile(results()),
      JSON.stringify({ passed: 40, failed: 0, skipped: 1, running: 'a › b' }),
    );
    const watch = watchProgress(results(), 40);
    await once(watch.signal, 'abort');
    watch.stop();
    assert.deepEqual(hung(results()), { passed: 40, failed: 1, skipped: 1 });
  });

  it('leaves a run alone of which something comes', async () => {
    const watch = watchProgress(results(), 60_000);
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.ok(!watch.signal.aborted);
    watch.stop();
  });
});

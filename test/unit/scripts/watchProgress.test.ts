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

  it('ends a run of which nothing comes, counts what had passed, and names what failed', async () => {
    writeFileSync(
      progressFile(results()),
      JSON.stringify({
        passed: 40,
        failed: 1,
        skipped: 1,
        failures: [{ title: 'a › a', message: 'no' }],
        running: 'a › b',
      }),
    );
    const watch = watchProgress(results(), 40);
    await once(watch.signal, 'abort');
    watch.stop();
    const { failures, ...counts } = hung(results());
    assert.deepEqual(counts, { passed: 40, failed: 2, skipped: 1 });
    assert.deepEqual(
      failures?.map(({ title }) => title),
      ['a › a', 'a › b'],
    );
  });

  it('leaves a run alone of which something comes', async () => {
    const watch = watchProgress(results(), 60_000);
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.ok(!watch.signal.aborted);
    watch.stop();
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readClaim } from '../../../../src/editor/endpoints/readClaim';

describe('reading where a shared gateway is', () => {
  let root: string;
  let file: string;
  const claim = (pid: number): string =>
    JSON.stringify({
      pid,
      url: 'ws://127.0.0.1:4000/v1/responses',
      http: 'http://127.0.0.1:4000/v1',
      token: 'x'.repeat(64),
    });
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'claim-'));
    file = path.join(root, 'a.json');
    await writeFile(file, claim(process.pid), { mode: 0o600 });
  });
  afterEach(() => rm(root, { recursive: true }));

  it('finds one whose process lives', async () => {
    assert.equal((await readClaim(file))?.pid, process.pid);
  });

  it('finds none where its process is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(file, claim(pid));
    assert.equal(await readClaim(file), undefined);
  });

  it('finds none where there is no file, or a folder', async () => {
    assert.equal(await readClaim(path.join(root, 'b.json')), undefined);
    assert.equal(await readClaim(root), undefined);
  });

  it('does not believe a file that others may read or write', async function () {
    if (process.platform === 'win32') return this.skip();
    for (const mode of [0o644, 0o620, 0o602, 0o666]) {
      await chmod(file, mode);
      assert.equal(await readClaim(file), undefined, mode.toString(8));
    }
  });

  it('reads no more than a claim can have', async () => {
    await writeFile(file, claim(process.pid) + ' '.repeat(5000));
    assert.equal(await readClaim(file), undefined);
  });
});

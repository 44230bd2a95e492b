import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { removeClaim, writeClaim } from '../../../src/gateway/claimFile';
import { parseClaim, type Claim } from '../../../src/protocol/claim';

describe('the file in which a shared gateway says where it is', () => {
  let root: string;
  let file: string;
  const claim: Claim = {
    pid: 4711,
    url: 'ws://127.0.0.1:4000/v1/responses',
    http: 'http://127.0.0.1:4000/v1',
    token: 'x'.repeat(64),
  };
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'claim-'));
    file = path.join(root, 'storage', 'engines', 'a.json');
  });
  afterEach(() => rm(root, { recursive: true }));

  const modes = async (): Promise<readonly string[]> =>
    (await Promise.all([path.dirname(file), file].map(each => stat(each)))).map(({ mode }) =>
      (mode & 0o777).toString(8),
    );

  it('is read as it was written', async () => {
    await writeClaim(file, claim);
    assert.deepEqual(parseClaim(await readFile(file, 'utf8')), claim);
  });

  it('is this user’s alone, also where folder and file were there with other rights', async function () {
    if (process.platform === 'win32') return this.skip();
    await mkdir(path.dirname(file), { recursive: true });
    await chmod(path.dirname(file), 0o755);
    await writeFile(file, 'old', { mode: 0o644 });
    await writeClaim(file, claim);
    assert.deepEqual(await modes(), ['700', '600']);
  });

  it('takes the place of another, and of what a process of the same number left half-way', async () => {
    await writeClaim(file, { ...claim, pid: 12 });
    await writeFile(`${file}.4711`, 'half');
    await writeClaim(file, claim);
    assert.equal(parseClaim(await readFile(file, 'utf8'))?.pid, 4711);
    assert.deepEqual(await readdir(path.dirname(file)), ['a.json']);
  });

  it('leaves nothing beside where it cannot be written', async () => {
    await mkdir(path.join(file, 'in', 'the', 'way'), { recursive: true });
    await assert.rejects(writeClaim(file, claim));
    assert.deepEqual(await readdir(path.dirname(file)), ['a.json']);
  });

  it('is removed by the one it is of, and by nobody else', async () => {
    await writeClaim(file, claim);
    removeClaim(file, 12);
    assert.equal(parseClaim(await readFile(file, 'utf8'))?.pid, 4711);
    removeClaim(file, 4711);
    assert.deepEqual(await readdir(path.dirname(file)), []);
    removeClaim(file, 4711);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['half of it', JSON.stringify(claim).slice(0, -3)],
    ['another machine', JSON.stringify({ ...claim, url: 'ws://10.0.0.1:4000/v1/responses' })],
    [
      'a name that only begins like this machine',
      JSON.stringify({ ...claim, http: 'http://127.0.0.1.example:4000/v1' }),
    ],
    ['the first process of the system', JSON.stringify({ ...claim, pid: 1 })],
    ['a group of processes', JSON.stringify({ ...claim, pid: -4711 })],
    ['a token that can be found out', JSON.stringify({ ...claim, token: 'short' })],
  ] as const)
    it(`is no claim with ${what} in it`, () => assert.equal(parseClaim(text), undefined));
});

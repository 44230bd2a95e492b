import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '../../../src/common/log';
import { systemClock } from '../../../src/common/systemClock';
import { GivenSource } from '../../../src/gateway/config/source';
import { readTable, type UpstreamsAround } from '../../../src/gateway/openUpstreams';
import { UsageError } from '../../../src/engines/usageError';

describe('readTable', () => {
  let folder: string;
  const environment = { KEY: 'sk-one', BAD_HEADERS: 'no JSON', HEADERS: '{"x-tenant":"t"}' };
  const around: UpstreamsAround = { environment, log: silentLog, clock: systemClock, workers: 1 };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'upstreams-'));
    await writeFile(path.join(folder, 'key'), 'sk-two\n');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const table = (more: string, given: Partial<UpstreamsAround> = {}) => {
    const text = `{ "upstreams": [\n{ "name": "a", "url": "http://x", "models": ["m"], ${more} }] }`;
    return readTable(new GivenSource(path.join(folder, 'u.json'), text), { ...around, ...given });
  };

  /** Each with a `█` in front of what is wrong. */
  const wrong: readonly (readonly [more: string, says: RegExp])[] = [
    ['"key": { "env": █"NONE" }', /key\.env cannot be used: The environment variable NONE/],
    ['"key": { "file": █"none" }', /key\.file cannot be used: The key file ".*none" cannot be read/],
    ['"headers": { "env": █"BAD_HEADERS" }', /headers\.env cannot be used: .*BAD_HEADERS.* JSON object/],
    ['"ca": █"key"', /ca cannot be used: ".*key" holds no certificate/],
  ];
  for (const [marked, says] of wrong) {
    const more = marked.replace('█', '');
    it(`says where what it names cannot be used: ${more}`, async () => {
      await assert.rejects(table(more), (error: unknown) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, says);
        const column = '{ "name": "a", "url": "http://x", "models": ["m"], '.length + marked.indexOf('█') + 1;
        assert.ok(error.message.includes(`u.json, line 2, column ${column}: upstreams[0].`), error.message);
        return !error.message.includes('\n');
      });
    });
  }

  it('tells engines apart by all that makes them, and not by what may change while they run', async () => {
    const identity = async (more: string): Promise<string | undefined> =>
      (await table(more)).upstreams[0]?.identity;
    const usual = await identity('"weight": 1');
    const same = ['"weight": 7', '"limits": { "maxInFlight": 3 }'];
    for (const more of same) assert.equal(await identity(more), usual, more);
    const others = [
      '"key": { "env": "KEY" }',
      '"key": { "file": "key" }',
      '"headers": { "env": "HEADERS" }',
      '"api": "chat"',
      '"timeouts": { "idleMs": 5 }',
    ];
    const all = await Promise.all(others.map(more => identity(more)));
    assert.equal(new Set([usual, ...all]).size, others.length + 1);
    assert.ok(!all.some(one => one?.includes('sk-')));
  });

  it('shares the bounds of an upstream out to the workers', async () => {
    const most = async (count: number, workers: number): Promise<number | undefined> =>
      (await table(`"limits": { "maxInFlight": ${count} }`, { workers })).upstreams[0]?.maxInFlight;
    assert.deepEqual([await most(10, 1), await most(10, 4), await most(2, 4)], [10, 2, 1]);
  });
});

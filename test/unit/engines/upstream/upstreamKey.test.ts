import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentKey, fileKey } from '../../../../src/engines/upstream/upstreamKey';
import { hello } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import { json, type Asked, type Reply } from '../../../support/upstreams/standIn';
import { ask, startRig } from '../../../support/upstreams/upstreamRig';

describe('Upstream key', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'key-'));
    file = path.join(folder, 'key');
    await writeFile(file, 'old-key\n');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is read from a file, and again when told', async () => {
    const key = await fileKey(file);
    assert.equal(key.current, 'old-key');
    assert.equal(await key.reload(), false);
    await writeFile(file, 'new-key');
    assert.equal(await key.reload(), true);
    assert.equal(key.current, 'new-key');
  });

  const unusable: readonly [string, RegExp][] = [
    ['', /is empty/],
    ['two keys', /one key: printable ASCII/],
  ];
  for (const [text, expected] of unusable) {
    it(`stays as it was when the file holds ${JSON.stringify(text)}`, async () => {
      const key = await fileKey(file);
      await writeFile(file, text);
      await assert.rejects(key.reload(), expected);
      assert.equal(key.current, 'old-key');
    });
  }

  it('stays as it was when the file is gone', async () => {
    const key = await fileKey(file);
    await rm(file);
    await assert.rejects(key.reload(), /cannot be read/);
    assert.equal(key.current, 'old-key');
  });

  it('of the environment stays as it is', async () => {
    const key = environmentKey('KEY', { KEY: ' k ' });
    assert.equal(key.current, 'k');
    assert.equal(await key.reload(), false);
    assert.throws(() => environmentKey('KEY', {}), /KEY.*empty or not there/);
  });

  /** A server that knows one key. */
  const locked =
    (right: string) =>
    (asked: Asked): Reply =>
      asked.headers.authorization === `Bearer ${right}`
        ? serverKinds.vllm.reply(asked, hello)
        : json({ error: { message: `Wrong key ${asked.headers.authorization ?? ''}` } }, 401);

  it('is read again when the server refuses it, and the request is asked once more', async () => {
    const rig = await startRig(locked('old-key'), { key: await fileKey(file) });
    try {
      assert.equal((await ask(rig, { input: 'Hi' })).state, 'completed');
      rig.standIn.answer = locked('new-key');
      await writeFile(file, 'new-key');
      const before = rig.standIn.posts.length;
      assert.equal((await ask(rig, { input: 'Hi' })).state, 'completed');
      assert.equal(rig.standIn.posts.length, before + 2);
      assert.doesNotMatch(rig.log.join('\n'), /old-key|new-key/);
    } finally {
      await rig.dispose();
    }
  });

  it('that is still the same is refused once, and named nowhere', async () => {
    const rig = await startRig(locked('old-key'), { key: await fileKey(file) });
    try {
      rig.standIn.answer = locked('another-key');
      const before = rig.standIn.posts.length;
      const seen = await ask(rig, { input: 'Hi' });
      assert.deepEqual([seen.status, seen.code], [401, 'upstream_key_refused']);
      assert.match(seen.message ?? '', /Wrong key Bearer \*\*\*/);
      assert.equal(rig.standIn.posts.length, before + 1);
    } finally {
      await rig.dispose();
    }
  });
});

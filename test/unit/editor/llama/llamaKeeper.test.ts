import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Clock } from '../../../../src/common/clock';
import { silentLog } from '../../../../src/common/log';
import { systemClock } from '../../../../src/common/systemClock';
import { LlamaKeeper, type LlamaState } from '../../../../src/editor/llama/llamaKeeper';
import { lockPlace, takeLock } from '../../../../src/editor/ownershipLock';
import { freePort } from '../../../support/freePort';
import { waitFor } from '../../../support/host/waitFor';

const standIn = path.resolve('test/support/llama/llamaStandIn.mjs');

/** Waits of half a second and more pass quickly; what a server gets to answer stays as it is. */
const hasty: Clock = {
  now: () => systemClock.now(),
  setTimeout: (callback, delay) => systemClock.setTimeout(callback, delay < 500 ? delay : delay / 100),
};

describe('A llama-server of our own', function () {
  this.timeout(60_000);
  let folder: string;
  let leashScript: string;
  const ends: (() => unknown)[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'codex-spark-leash-'));
    leashScript = path.join(folder, 'leash.js');
    await build({ entryPoints: ['src/leash/main.ts'], outfile: leashScript, bundle: true, platform: 'node' });
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    delete process.env['LLAMA_STAND_IN'];
    for (const end of ends.splice(0).reverse()) await end();
  });

  const keeper = (port: number): LlamaKeeper => {
    const made = new LlamaKeeper({
      program: { file: process.execPath, first: [standIn] },
      repository: 'owner/coder-1.5B',
      port,
      leashScript,
      lock: lockPlace(`test-${port}`),
      clock: hasty,
      log: silentLog,
    });
    ends.push(() => made.dispose());
    return made;
  };
  const until = (kept: LlamaKeeper, kind: LlamaState['kind']): Promise<LlamaState> =>
    waitFor(kind, () => (kept.state.kind === kind ? kept.state : undefined));
  const pid = async (port: number): Promise<number | undefined> => {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/models`).catch(() => undefined);
    const list = (await answer?.json()) as { readonly data: readonly { readonly pid: number }[] } | undefined;
    return list?.data[0]?.pid;
  };
  const gone = (port: number): Promise<unknown> =>
    waitFor('its end', async () => ((await pid(port)) === undefined ? true : undefined));

  it('is started, and ends with its owner', async () => {
    const port = await freePort();
    const kept = keeper(port);
    assert.deepEqual(await until(kept, 'ready'), { kind: 'ready', own: true });
    kept.dispose();
    assert.deepEqual(kept.state, { kind: 'ended' });
    await gone(port);
  });

  it('has ended once it is disposed, also while it starts', async () => {
    const kept = keeper(await freePort());
    assert.equal(kept.state.kind, 'starting');
    kept.dispose();
    assert.deepEqual(kept.state, { kind: 'ended' });
  });

  it('is started again when it dies', async () => {
    const port = await freePort();
    const kept = keeper(port);
    await until(kept, 'ready');
    const first = await pid(port);
    await fetch(`http://127.0.0.1:${port}/end`).catch(() => undefined);
    const second = await waitFor('another one', async () => {
      const now = await pid(port);
      return now === first ? undefined : now;
    });
    assert.ok(second);
    await until(kept, 'ready');
  });

  it('is one for two windows, and the other one takes over when its owner ends', async () => {
    const port = await freePort();
    const one = keeper(port);
    const other = keeper(port);
    await until(one, 'ready');
    await until(other, 'ready');
    const owns = ({ state }: LlamaKeeper): boolean => state.kind === 'ready' && state.own;
    assert.equal([one, other].filter(owns).length, 1);
    const [owner, sharer] = owns(one) ? [one, other] : [other, one];
    owner.dispose();
    await waitFor('the other one', () => owns(sharer) || undefined);
    assert.ok(await pid(port));
  });

  it('gives up when it never comes up, and says why in the words of the program', async () => {
    process.env['LLAMA_STAND_IN'] = 'broken';
    const port = await freePort();
    const kept = keeper(port);
    assert.deepEqual(await until(kept, 'failed'), {
      kind: 'failed',
      reason: 'common_init: error: failed to load model',
    });
    const lock = await waitFor('the lock', async () => await takeLock(lockPlace(`test-${port}`)));
    lock.dispose();
  });

  it('gives up when it comes up and dies again and again, too', async () => {
    const port = await freePort();
    const kept = keeper(port);
    for (
      const end = (): Promise<unknown> => fetch(`http://127.0.0.1:${port}/end`);
      kept.state.kind !== 'failed';
    ) {
      await end().catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const lock = await waitFor('the lock', async () => await takeLock(lockPlace(`test-${port}`)));
    lock.dispose();
  });

  it('does not start where something else listens', async () => {
    const server = createServer((_, response) => response.end('<html></html>')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => server.close());
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    const failed = await until(keeper(address.port), 'failed');
    assert.match(failed.kind === 'failed' ? failed.reason : '', /Something else listens/);
  });

  it('ends when what has started it is gone, however that ended', async () => {
    const port = await freePort();
    const leash = spawn(process.execPath, [
      leashScript,
      process.execPath,
      standIn,
      '-hf',
      'm',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ]);
    await waitFor('the server', async () => await pid(port));
    leash.stdin.destroy();
    await once(leash, 'exit');
    await gone(port);
  });
});

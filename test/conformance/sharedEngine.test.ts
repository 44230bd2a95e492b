import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import * as v from 'valibot';
import { lockPlace } from '../../src/editor/ownershipLock';
import { gatewayBundle } from '../support/gateway/gatewayProcess';
import { LineProcess } from '../support/gateway/lineProcess';
import { waitFor } from '../support/host/waitFor';

const answer = v.object({
  status: v.string(),
  text: v.string(),
  error: v.optional(v.string()),
  pid: v.optional(v.number()),
});

/** A text of which a few words bring back the rest. */
const code = Array.from(
  { length: 6 },
  (_, at) =>
    `function open${at}() {\n  const lampToken = 'blue lamp of brass';\n  return connect(lampToken);\n}\n`,
).join('\n');
const begun = "function more() {\n  const lampToken = 'blue ";

/** Windows on one folder have one engine, as long as there is one of them. Real processes, all of them. */
describe('an engine that windows share', function () {
  this.timeout(60_000);
  let bundles: string;
  let window: string;
  let folder: string;
  let place: { readonly claim: string; readonly lock: string };
  let number = 0;
  const windows: LineProcess[] = [];

  before(async () => {
    bundles = await mkdtemp(path.join(tmpdir(), 'sharing-'));
    window = path.join(bundles, 'window.cjs');
    await build({
      entryPoints: ['test/support/sharing/window.process.ts'],
      outfile: window,
      bundle: true,
      platform: 'node',
    });
  });
  after(() => rm(bundles, { recursive: true }));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shared-'));
    await mkdir(path.join(folder, 'work'));
    await writeFile(path.join(folder, 'work', 'lamps.ts'), code);
    place = {
      claim: path.join(folder, 'storage', 'engines', 'a.json'),
      lock: lockPlace(`test-${process.pid}-${number++}`),
    };
  });
  afterEach(async () => {
    for (const one of windows.splice(0)) await one.kill();
    const pid = await claimed();
    if (pid !== undefined) await gone(pid);
    await rm(folder, { recursive: true });
  });

  const open = (): LineProcess => {
    const work = path.join(folder, 'work');
    const made = new LineProcess(
      process.execPath,
      [window, gatewayBundle, place.claim, place.lock, work],
      process.env,
    );
    windows.push(made);
    return made;
  };
  const asks = async (
    one: LineProcess,
    tabs: readonly string[] = [],
    text = begun,
  ): Promise<v.InferOutput<typeof answer>> => {
    const { length } = one.lines;
    one.write(JSON.stringify({ text, tabs }));
    return v.parse(answer, JSON.parse(await one.until(() => one.lines[length])));
  };
  /** Asks until the workspace is read; a pass begins ten seconds after the last at the soonest. */
  const knows = (one: LineProcess): Promise<v.InferOutput<typeof answer>> =>
    waitFor('the workspace', async () => {
      const given = await asks(one);
      assert.equal(given.status, 'completed', given.error);
      return given.text.startsWith('lamp of brass') ? given : undefined;
    });
  const claimed = async (): Promise<number | undefined> => {
    const claim = await readFile(place.claim, 'utf8').catch(() => undefined);
    return claim === undefined ? undefined : v.parse(v.object({ pid: v.number() }), JSON.parse(claim)).pid;
  };
  const lives = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const gone = (pid: number): Promise<unknown> => waitFor('its end', () => !lives(pid) || undefined);
  /** Gateways of this folder that run. */
  const engines = (): readonly number[] =>
    spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(line => line.includes(`--share ${place.claim}`))
      .map(line => Number(line.trim().split(' ')[0]));

  it('is one for two windows that open at once', async () => {
    const [one, other] = [open(), open()];
    const given = await Promise.all([asks(one), asks(other)]);
    assert.deepEqual(
      given.map(({ status }) => status),
      ['completed', 'completed'],
    );
    assert.equal(engines().length, 1);
  });

  it('says where it is to nobody but this user, and not any more once it has ended', async function () {
    const one = open();
    const { pid = 0 } = await asks(one);
    assert.ok(lives(pid));
    if (process.platform !== 'win32') {
      assert.equal((await stat(place.claim)).mode & 0o777, 0o600);
      assert.equal((await stat(path.dirname(place.claim))).mode & 0o777, 0o700);
    }
    one.write('end');
    assert.equal(await one.exited, 0);
    await gone(pid);
    assert.deepEqual(await readdir(path.dirname(place.claim)), []);
  });

  for (const [how, leave] of [
    ['closes', (one: LineProcess) => one.write('end')],
    ['is killed', (one: LineProcess) => one.child.kill('SIGKILL')],
  ] as const)
    it(`goes on, with all it has read, when the window that started it ${how}; and ends with the last`, async () => {
      const first = open();
      const { pid = 0 } = await knows(first);
      const second = open();
      // At once: it need not read the workspace again.
      assert.match((await asks(second)).text, /^lamp of brass/);
      leave(first);
      await first.exited;
      for (let at = 0; at < 5; at++) assert.match((await asks(second)).text, /^lamp of brass/);
      assert.deepEqual(engines(), [pid]);
      const third = open();
      assert.match((await asks(third)).text, /^lamp of brass/);
      leave(second);
      await second.exited;
      assert.match((await asks(third)).text, /^lamp of brass/);
      leave(third);
      await gone(pid);
      assert.deepEqual(engines(), []);
    });

  it('is started again, once, when it dies, and no window loses a suggestion', async () => {
    const both = [open(), open()];
    const pids = (await Promise.all(both.map(knows))).map(({ pid }) => pid);
    assert.equal(pids[0], pids[1]);
    for (let round = 0; round < 3; round++) {
      process.kill((await claimed()) ?? 0, 'SIGKILL');
      const given = await Promise.all(both.map(one => asks(one, [code])));
      for (const { status, error } of given) assert.equal(status, 'completed', error);
      await waitFor('one engine', () => (engines().length === 1 ? true : undefined));
    }
    await Promise.all(both.map(knows));
  });

  it('knows of each window only what that has open', async () => {
    const [one, other] = [open(), open()];
    const secret = code.replaceAll('lampToken', 'book').replaceAll('blue lamp', 'red ledger');
    const secretly = "function more() {\n  const book = 'red ";
    const remembers = async (from: LineProcess, tabs: readonly string[]): Promise<boolean> =>
      (await asks(from, tabs, secretly)).text.startsWith('ledger');
    // What takes longer than a few milliseconds is read beside.
    await waitFor('the tab', async () => (await remembers(one, [secret])) || undefined);
    for (let at = 0; at < 10; at++)
      assert.deepEqual(await Promise.all([remembers(one, [secret]), remembers(other, [])]), [true, false]);
  });

  it('is held by nobody who does not know its token, and by no web page', async () => {
    const one = open();
    await asks(one);
    const claim = v.parse(
      v.object({ http: v.string(), token: v.string() }),
      JSON.parse(await readFile(place.claim, 'utf8')),
    );
    const tries = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(new URL('/hold', claim.http), { headers })).status;
    const nonce = 'a'.repeat(64);
    assert.equal(await tries({}), 401);
    assert.equal(await tries({ authorization: `Bearer ${claim.token}` }), 401);
    assert.equal(await tries({ 'x-codex-spark-nonce': nonce, 'x-codex-spark-proof': nonce }), 401);
    assert.equal(await tries({ origin: 'https://example.com' }), 403);
    const post = await fetch(new URL('/hold', claim.http), { method: 'POST' });
    assert.equal(post.status, 405);
    one.write('end');
    await one.exited;
    await waitFor('its end', () => engines().length === 0 || undefined);
  });

  it('is not waited for where a file says that it is there and it is not', async () => {
    await mkdir(path.dirname(place.claim), { recursive: true });
    for (const stale of [
      '',
      '{"pid":1}',
      // A process that lives, and a port at which nobody knows the token.
      JSON.stringify({
        pid: process.pid,
        url: 'ws://127.0.0.1:9/v1/responses',
        http: 'http://127.0.0.1:9/v1',
        token: 'x'.repeat(64),
      }),
    ]) {
      await writeFile(place.claim, stale, { mode: 0o600 });
      const one = open();
      const given = await asks(one);
      assert.equal(given.status, 'completed', given.error);
      assert.equal(engines().length, 1);
      one.write('end');
      await one.exited;
      await waitFor('its end', () => engines().length === 0 || undefined);
    }
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import WebSocket from 'ws';
import { runGateway, startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';

/** A gateway of two processes that serve, from outside. */
describe('a gateway with workers', function () {
  this.timeout(60_000);
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(...args: readonly string[]): Promise<GatewayProcess> {
    const gateway = await startReplayGateway([{ answer: 'Hello from here.' }], ['--workers', '2', ...args]);
    ends.push(() => gateway.dispose());
    return gateway;
  }

  const post = (gateway: GatewayProcess): Promise<Response> =>
    fetch(`${gateway.http}/responses`, {
      method: 'POST',
      // Each time another connection, and so another worker.
      headers: {
        authorization: `Bearer ${gateway.token}`,
        'content-type': 'application/json',
        connection: 'close',
      },
      body: '{"input":"x"}',
    });

  /** Processes that a process has started. */
  const children = (pid: number): number[] =>
    execFileSync('ps', ['-e', '-o', 'ppid=,pid='])
      .toString()
      .split('\n')
      .map(line => line.trim().split(/\s+/).map(Number))
      .flatMap(([parent, child]) => (parent === pid && child !== undefined ? [child] : []));

  async function workersOf(gateway: GatewayProcess, count: number): Promise<number[]> {
    for (;;) {
      const found = children(gateway.process.child.pid ?? 0).filter(pid =>
        commandOf(pid).includes('gateway'),
      );
      if (found.length === count) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  const commandOf = (pid: number): string => {
    try {
      return execFileSync('ps', ['-o', 'args=', '-p', String(pid)]).toString();
    } catch {
      return '';
    }
  };

  it('holds the budget of a day over both, and over a restart', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'workers-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'budgets.json');
    const budget = ['--requests-per-day', '5', '--budget-file', file];
    const gateway = await start(...budget);
    await workersOf(gateway, 2);
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await post(gateway)).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429]);
    gateway.process.child.kill('SIGTERM');
    assert.equal(await gateway.process.exited, 0);
    assert.match(await readFile(file, 'utf8'), /"requests":5/);

    const again = await start(...budget);
    const refused = await post(again);
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get('x-ratelimit-reset-requests') ?? '', /^\d+s$/);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
  });

  it('tells the figures of both together, whoever is asked', async () => {
    const gateway = await start();
    await workersOf(gateway, 2);
    for (let n = 0; n < 6; n++) assert.equal((await post(gateway)).status, 200);
    for (let n = 0; n < 3; n++) {
      const answer = await fetch(gateway.http.replace(/\/v1$/, '/metrics'), {
        headers: { authorization: `Bearer ${gateway.token}`, connection: 'close' },
      });
      assert.match(await answer.text(), /codex_spark_responses_total\{[^}]*outcome="completed"[^}]*\} 6\n/);
    }
  });

  it('holds the number of open sockets over both, and finds room again when one closes', async () => {
    const gateway = await start('--max-connections', '3');
    await workersOf(gateway, 2);
    const open = (): Promise<WebSocket | number> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(gateway.url, { headers: { authorization: `Bearer ${gateway.token}` } });
        socket.once('open', () => resolve(socket));
        socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
        socket.once('error', reject);
      });
    const sockets = [await open(), await open(), await open()];
    assert.deepEqual([await open(), await open()], [503, 503], 'whichever worker is asked');
    const [first] = sockets;
    assert.ok(typeof first === 'object');
    first.terminate();
    for (let found = 503; found === 503;) {
      const again = await open();
      found = typeof again === 'object' ? 101 : again;
      if (typeof again === 'object') sockets.push(again);
    }
    for (const socket of sockets) if (typeof socket === 'object') socket.terminate();
  });

  it('replaces a worker that was killed, and the other one goes on', async () => {
    const gateway = await start();
    const [first = 0, second = 0] = await workersOf(gateway, 2);
    const open = (): Promise<WebSocket> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(gateway.url, { headers: { authorization: `Bearer ${gateway.token}` } });
        socket.once('open', () => resolve(socket));
        socket.once('error', reject);
      });
    const sockets = await Promise.all([open(), open()]);
    const closed = sockets.map(
      socket => new Promise<WebSocket>(resolve => void socket.once('close', () => resolve(socket))),
    );
    process.kill(first, 'SIGKILL');
    const lost = await Promise.race(closed);
    const kept = sockets.find(socket => socket !== lost);
    assert.ok(kept);
    const frames: string[] = [];
    kept.on('message', (data: Buffer) => frames.push(data.toString()));
    kept.send('{"type":"response.create","input":"x"}');
    while (!frames.some(frame => frame.includes('response.completed')))
      await new Promise(resolve => setTimeout(resolve, 20));
    const now = await workersOf(gateway, 2);
    assert.ok(now.includes(second) && !now.includes(first));
    for (let n = 0; n < 4; n++) assert.equal((await post(gateway)).status, 200);
    kept.terminate();
  });

  it('says once what is wrong with a command line, and leaves nothing behind', async () => {
    const child = runGateway(['--engine', 'replay', '--replay', '/nowhere.txt', '--workers', '3']);
    assert.equal(await child.exited, 2);
    assert.equal(child.errors.match(/Cannot read the replay file/g)?.length, 1);
    assert.deepEqual(children(child.child.pid ?? 0), []);
  });
});

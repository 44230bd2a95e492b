import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { systemClock } from '../../../../src/common/systemClock';
import { findServers, type FoundServer } from '../../../../src/editor/finding/findServers';
import { localServerNames, localServers } from '../../../../src/editor/finding/localServers';
import { loopbackGet } from '../../../../src/editor/finding/loopbackGet';
import type { LocalPlace } from '../../../../src/editor/finding/places';
import { freePort } from '../../../support/freePort';
import { waitFor } from '../../../support/host/waitFor';
import { ManualClock } from '../../../support/manualClock';
import { hello } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import { json, StandIn, type Reply } from '../../../support/upstreams/standIn';

const memoryBytes = 64 * 1024 ** 3;
const never = new AbortController().signal;

describe('Finding servers on this machine', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  const standIn = async (reply: Reply | ((path: string) => Reply)): Promise<StandIn> => {
    const server = await StandIn.start(({ path }) => (typeof reply === 'function' ? reply(path) : reply));
    ends.push(() => server.dispose());
    return server;
  };
  const find = (places: readonly LocalPlace[], signal = never): Promise<readonly FoundServer[]> =>
    findServers(places, { clock: systemClock, memoryBytes }, signal);

  /** Takes connections and says nothing. */
  const silent = async (): Promise<{ readonly port: number; readonly heard: () => string }> => {
    const sockets = new Set<Socket>();
    let heard = '';
    const server = createServer(socket => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', piece => {
        heard += piece.toString();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    });
    return { port: portOf(server.address()), heard: () => heard };
  };

  it('finds what there is among closed, silent and strange ports, with one GET each and nothing but GETs', async () => {
    const mute = await silent();
    const page = await standIn({
      headers: { 'content-type': 'text/html' },
      steps: ['<!doctype html><p>Hello'],
    });
    const locked = await standIn(json({ error: 'Unauthorized' }, 401));
    const moved = await standIn({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, steps: [] });
    const cut = await standIn({
      headers: { 'content-type': 'application/json' },
      steps: ['{"data":[', { do: 'reset' }],
    });
    // Last: a port that is free now is given to whoever listens next.
    const closed = await Promise.all(Array.from({ length: 10 }, () => freePort()));
    const found = await find([
      ...closed.map((port): LocalPlace => ({ port, server: 'ollama' })),
      { port: mute.port, server: 'llama.cpp' },
      { port: page.port, server: 'llama.cpp' },
      { port: locked.port, server: 'vllm' },
      { port: moved.port, server: 'vllm' },
      { port: cut.port, server: undefined },
    ]);
    assert.deepEqual(found, [
      {
        server: 'vllm',
        title: 'vLLM',
        address: `http://127.0.0.1:${locked.port}/v1`,
        place: `127.0.0.1:${locked.port}`,
        state: 'needs a key',
        models: [],
      },
    ]);
    for (const server of [page, locked, moved, cut]) {
      assert.deepEqual(
        server.asked.map(({ method, path, body }) => [method, path, body]),
        [['GET', '/v1/models', {}]],
      );
      const names = Object.keys(server.asked[0]?.headers ?? {}).sort();
      assert.deepEqual(names, ['accept', 'connection', 'host'], 'no key, no cookie, nothing of the person');
      assert.equal(server.open, 0, 'no connection is left');
    }
    assert.equal(mute.heard().match(/GET /g)?.length, 1);
  });

  it('knows every server by its stand-in, and asks at most once more', async () => {
    for (const name of localServerNames) {
      const server = await StandIn.start(asked => serverKinds[name].reply(asked, hello));
      ends.push(() => server.dispose());
      const headers = name === 'llama.cpp' ? undefined : name;
      for (const expected of new Set([name, headers])) {
        server.asked.length = 0;
        const [found] = await find([{ port: server.port, server: expected }]);
        assert.equal(found?.server, name);
        assert.equal(found.state, 'ready');
        assert.equal(found.models[0]?.id, serverKinds[name].model);
        assert.equal(found.address, `${server.origin}${localServers[name].base}`);
        assert.ok(server.asked.length <= 2);
        assert.ok(server.asked.every(({ method }) => method === 'GET'));
      }
    }
  });

  /** A server at an IPv6 host; undefined on a machine that has none. */
  const atIpv6 = async (host: string, ownedBy: string) => {
    let asked = 0;
    const server = createHttp((_, response) => {
      asked++;
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'm', owned_by: ownedBy }] }));
    });
    const listens = new Promise<boolean>(resolve => {
      server.once('listening', () => resolve(true)).once('error', () => resolve(false));
    });
    server.listen(0, host);
    if (!(await listens)) return undefined;
    ends.push(() => new Promise(resolve => server.close(resolve)));
    return { port: portOf(server.address()), asked: () => asked };
  };

  it('finds a server that listens at the other loopback address only', async function () {
    const server = await atIpv6('::1', 'vllm');
    if (!server) return this.skip();
    const [found] = await find([{ port: server.port, server: 'vllm' }]);
    assert.equal(found?.address, `http://[::1]:${server.port}/v1`);
  });

  it('asks once where one server listens at both', async function () {
    const server = await atIpv6('::', 'sglang');
    if (!server) return this.skip();
    const [found] = await find([{ port: server.port, server: 'sglang' }]);
    assert.match(found?.address ?? '', /^http:\/\/127\.0\.0\.1:/);
    assert.equal(server.asked(), 1);
  });

  it('reads no more than an answer may be', async () => {
    const piece = ' '.repeat(256 * 1024);
    const large = await standIn({
      headers: { 'content-type': 'application/json' },
      steps: [
        ...Array.from({ length: 5 }, () => piece),
        JSON.stringify({ data: [{ id: 'm', owned_by: 'vllm' }] }),
      ],
    });
    assert.deepEqual(await find([{ port: large.port, server: 'vllm' }]), []);
  });

  it('waits less than a second in all, whatever hangs, by a clock that only waiting moves', async () => {
    const mute = await silent();
    const ollama = await StandIn.start(asked =>
      asked.path === '/api/ps' ? { steps: [{ do: 'hang' }] } : serverKinds.ollama.reply(asked, hello),
    );
    ends.push(() => ollama.dispose());
    const clock = new ManualClock();
    let over = false;
    const found = findServers(
      [
        { port: mute.port, server: 'vllm' },
        { port: ollama.port, server: 'ollama' },
      ],
      { clock, memoryBytes },
      never,
    ).finally(() => (over = true));
    let waited = 0;
    // Time stands still until both have been asked all they are asked.
    await ollama.until(() => ollama.asked.length === 2);
    await waitFor('the silent one to be asked', () => mute.heard().includes('GET') || undefined);
    while (!over) {
      const ms = clock.untilNext;
      if (ms !== undefined) {
        waited += ms;
        clock.tick(ms);
      }
      await new Promise(resolve => setImmediate(resolve));
    }
    assert.equal((await found)[0]?.models[0]?.loaded, undefined);
    assert.ok(waited > 0 && waited < 1_000, `${waited} ms`);
  });

  it('ends with its signal, and leaves nothing open', async () => {
    const mute = await silent();
    const abort = new AbortController();
    const clock = new ManualClock();
    const found = findServers([{ port: mute.port, server: 'ollama' }], { clock, memoryBytes }, abort.signal);
    abort.abort();
    assert.deepEqual(await found, []);
    assert.equal(clock.pending, 0);
    assert.equal(await loopbackGet({ port: mute.port, path: '/' }, clock, abort.signal), undefined);
  });

  it('names the one with the best model first', async () => {
    const list = (id: string): Reply => json({ data: [{ id, owned_by: 'vllm' }] });
    const chat = await standIn(list('llama3.1:8b'));
    const code = await standIn(list('qwen2.5-coder:7b'));
    const small = await standIn(list('qwen2.5-coder:1.5b'));
    const locked = await standIn(json({ error: 'Unauthorized' }, 401));
    const found = await find([
      { port: locked.port, server: 'vllm' },
      ...[chat, small, code].map(({ port }): LocalPlace => ({ port, server: undefined })),
    ]);
    assert.deepEqual(
      found.map(({ models }) => models[0]?.id),
      ['qwen2.5-coder:7b', 'qwen2.5-coder:1.5b', 'llama3.1:8b', undefined],
    );
  });
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address.port;
}

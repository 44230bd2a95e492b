import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../../src/common/systemClock';
import { holdGateway } from '../../../../src/editor/endpoints/holdGateway';
import type { OpenGateway } from '../../../../src/editor/endpoints/openGateway';
import { Holds } from '../../../../src/gateway/server/holds';
import { holdHeaders } from '../../../../src/protocol/hold';
import { waitFor } from '../../../support/host/waitFor';
import { ManualClock } from '../../../support/manualClock';

const token = 't'.repeat(64);

describe('holding on to a gateway', () => {
  const servers: Server[] = [];
  const seen: string[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    seen.length = 0;
  });

  async function listen(listener: RequestListener): Promise<{ url: string; http: string }> {
    const server = createServer((request, response) => {
      seen.push(JSON.stringify([request.url, request.rawHeaders]));
      listener(request, response);
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { url: `ws://127.0.0.1:${port}/v1/responses`, http: `http://127.0.0.1:${port}/v1` };
  }
  const hold = (
    place: { url: string; http: string },
    clock = systemClock,
    signal = new AbortController().signal,
    own = token,
  ): Promise<OpenGateway | undefined> => holdGateway({ ...place, token: own, pid: 4711 }, clock, signal);

  /** A gateway, as far as holding on goes. */
  async function gateway(): Promise<{
    holds: Holds;
    left: () => number;
    place: { url: string; http: string };
  }> {
    const holds = new Holds(token);
    let left = 0;
    holds.onDidLeave(() => left++);
    const place = await listen((request, response) => {
      const refusal = holds.take(request, response);
      if (refusal) response.writeHead(refusal.status).end();
    });
    return { holds, left: () => left, place };
  }

  it('is heard of by the gateway until it ends, and the gateway hears of the last', async () => {
    const { holds, left, place } = await gateway();
    const [one, other] = [await hold(place), await hold(place)];
    assert.deepEqual(one?.address, { ...place, token });
    assert.equal(holds.size, 2);
    one.dispose();
    await waitFor('one less', () => holds.size === 1 || undefined);
    assert.equal(left(), 0);
    other?.dispose();
    await waitFor('nobody', () => holds.size === 0 || undefined);
    assert.equal(left(), 1);
  });

  it('ends when the gateway ends, and then there is nothing to hold on to', async () => {
    const { holds, left, place } = await gateway();
    const held = await hold(place);
    holds.end();
    await held?.ended;
    assert.equal(await hold(place), undefined);
    assert.deepEqual([holds.size, left()], [0, 0]);
  });

  it('tells the token to nobody', async () => {
    const { place } = await gateway();
    const held = await hold(place);
    assert.equal(seen.length, 1);
    assert.doesNotMatch(seen.join(), new RegExp(token));
    held?.dispose();
  });

  it('is refused to those who do not know the token', async () => {
    const { holds, place } = await gateway();
    assert.equal(await hold(place, systemClock, undefined, 'f'.repeat(64)), undefined);
    assert.equal(holds.size, 0);
  });

  for (const [what, listener] of [
    ['says yes to everything', (_request, response) => response.writeHead(200).flushHeaders()],
    [
      'gives back the proof that it was given',
      (request, response) =>
        response.writeHead(200, { [holdHeaders.proof]: request.headers[holdHeaders.proof] }).flushHeaders(),
    ],
    ['has no such page', (_request, response) => response.writeHead(404).end()],
    ['hangs up', (request: { socket: { destroy(): void } }) => request.socket.destroy()],
    [
      'speaks another protocol',
      (request: { socket: { write(text: string): void } }) => request.socket.write('SSH-2.0\r\n'),
    ],
  ] as const satisfies readonly (readonly [string, RequestListener])[])
    it(`is not taken for it: somebody at its port who ${what}`, async () => {
      assert.equal(await hold(await listen(listener)), undefined);
    });

  it('is given up after two seconds without an answer', async () => {
    const clock = new ManualClock();
    const asked = hold(await listen(() => undefined), clock);
    await waitFor('the request', () => seen.length === 1 || undefined);
    clock.tick(2_000);
    assert.equal(await asked, undefined);
    assert.equal(clock.pending, 0);
  });

  it('is given up when nobody wants it any more', async () => {
    const over = new AbortController();
    const asked = hold(await listen(() => undefined), systemClock, over.signal);
    over.abort();
    assert.equal(await asked, undefined);
    assert.equal(await hold(await listen(() => undefined), systemClock, over.signal), undefined);
  });

  it('is not waited for where nobody listens', async () => {
    assert.equal(
      await hold({ url: 'ws://127.0.0.1:9/v1/responses', http: 'http://127.0.0.1:9/v1' }),
      undefined,
    );
  });
});

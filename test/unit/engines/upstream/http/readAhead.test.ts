import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import * as v from 'valibot';
import { systemClock } from '../../../../../src/common/systemClock';
import { createUpstreamHttp } from '../../../../../src/engines/upstream/http/upstreamHttp';

const KiB = 1024;
const connected = v.object({ socket: v.instance(Socket) });

/** The most that is read from the connection and not handed on, when an answer of `body` bytes in such chunks is read slowly. */
async function mostAhead(body: number, chunk: number, proxied: boolean): Promise<number> {
  const piece = Buffer.alloc(chunk, 'a');
  const server = createServer((_, response) => {
    let sent = 0;
    const send = (): void => {
      while (sent < body) {
        sent += chunk;
        if (!response.write(piece)) return void response.once('drain', send);
      }
      response.end();
    };
    send();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  let socket: Socket | undefined;
  const onConnected = (message: unknown): void => void (socket = v.parse(connected, message).socket);
  subscribe('net.client.socket', onConnected);
  const host = `127.0.0.1:${address.port}`;
  const waits = { connectMs: 60_000, firstTokenMs: 60_000, idleMs: 60_000 };
  const http = createUpstreamHttp({
    ...{
      host,
      waits,
      clock: systemClock,
      headers: () => ({}),
      authorities: undefined,
      // The server answers what it is asked as a proxy too.
      route: proxied ? { kind: 'proxy', proxy: `http://${host}` } : { kind: 'direct' },
    },
  });
  try {
    const answer = await http.call({ method: 'GET', url: `http://${host}/` }, new AbortController().signal);
    let taken = 0;
    let most = 0;
    for await (const text of answer.text) {
      taken += text.length;
      // Whatever the connection can read meanwhile it reads.
      for (let turns = 0; turns < 3; turns++) await turn();
      most = Math.max(most, (socket?.bytesRead ?? 0) - taken);
    }
    assert.ok(taken >= body);
    return most;
  } finally {
    unsubscribe('net.client.socket', onConnected);
    http.dispose();
    server.close();
    server.closeAllConnections();
  }
}

describe('reading ahead of a slow reader', () => {
  // What is held for the reader counts, 32 KiB, and two reads of 16 KiB; what frames the chunks is never handed on.
  for (const [chunk, proxied] of [
    [4 * KiB, false],
    [60 * KiB, false],
    [4 * KiB, true],
    [60 * KiB, true],
  ] as const) {
    it(`${proxied ? 'by way of a proxy ' : ''}does not let an answer in chunks of ${chunk / KiB} KiB pile up that is read slowly`, async () => {
      const most = await mostAhead(4096 * KiB, chunk, proxied);
      assert.ok(most < 160 * KiB, `${Math.round(most / KiB)} KiB`);
    });
  }
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import * as fc from 'fast-check';
import WebSocket, { WebSocketServer } from 'ws';
import { textFrames } from '../../../../src/gateway/server/textFrames';

describe('textFrames', () => {
  let server: Server;
  let wire: Duplex;
  let client: WebSocket;

  before(async () => {
    server = createServer();
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    const upgraded = new Promise<Duplex>(resolve => {
      server.on('upgrade', (request, socket: Duplex, head) => {
        sockets.handleUpgrade(request, socket, head, () => resolve(socket));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    client = new WebSocket(`ws://127.0.0.1:${port}`);
    [wire] = await Promise.all([upgraded, once(client, 'open')]);
  });

  after(() => {
    client.terminate();
    wire.destroy();
    server.close();
  });

  /** What a client reads of frames that come cut into pieces of so many bytes. */
  async function read(texts: readonly string[], piece: number): Promise<string[]> {
    const got: string[] = [];
    const all = new Promise<void>(resolve => {
      const onMessage = (data: Buffer): void => {
        got.push(data.toString('utf8'));
        if (got.length < texts.length) return;
        client.off('message', onMessage);
        resolve();
      };
      client.on('message', onMessage);
    });
    const bytes = textFrames(texts);
    for (let at = 0; at < bytes.length; at += piece) wire.write(bytes.subarray(at, at + piece));
    await all;
    return got;
  }

  it('is read as what was written, at every border of a length', async () => {
    const lengths = [0, 1, 41, 42, 63, 124, 125, 126, 127, 21_845, 21_846, 32_767, 65_535, 65_536, 300_000];
    for (const letter of ['a', 'é', '語'])
      for (const length of lengths) {
        const texts = [letter.repeat(length), 'behind'];
        assert.deepEqual(await read(texts, 1 << 20), texts, `${letter} ${length}`);
      }
  });

  it('is read as `Buffer` encodes it, whatever it holds and wherever it is cut', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      // Halves of surrogate pairs among them.
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
        .map(codes => String.fromCharCode(...codes)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 7, max: 400 }),
        async (texts, piece) => {
          assert.deepEqual(
            await read(texts, piece),
            texts.map(one => Buffer.from(one).toString('utf8')),
          );
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { sharedRead } from '../../../../../src/engines/upstream/http/sharedRead';
import { selfSigned } from '../../../../support/upstreams/selfSigned';

/** More than is read at once, and each of its bytes tells whose it is. */
const pourOf = (name: string): Buffer => Buffer.alloc(300_000, name);

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Reads as undici does: when told that there is something, all that is there. */
async function all(socket: Socket): Promise<Buffer> {
  const pieces: Buffer[] = [];
  socket.on('readable', () => {
    for (let piece: Buffer | null; (piece = socket.read()) !== null;) pieces.push(piece);
  });
  await once(socket, 'end');
  return Buffer.concat(pieces);
}

describe('sharedRead', () => {
  it('gives each connection its own bytes, however they come mixed', async () => {
    let names = 'ab';
    const server = createServer(socket => {
      socket.end(pourOf(names[0] ?? ''));
      names = names.slice(1);
    });
    const port = await portOf(server);
    const onread = sharedRead();
    const sockets = [0, 1].map(() => connect({ port, host: '127.0.0.1', onread }));
    const read = await Promise.all(sockets.map(all));
    server.close();
    const told = read.map(bytes => bytes.toString('latin1', 0, 1)).sort();
    assert.deepEqual(told, ['a', 'b']);
    for (const bytes of read) assert.ok(bytes.equals(pourOf(bytes.toString('latin1', 0, 1))));
  });

  it('does so behind encryption', async () => {
    const { cert, key } = await selfSigned();
    const server = createTlsServer({ cert, key }, socket => socket.end(pourOf('c')));
    const port = await portOf(server);
    const options = { port, host: '127.0.0.1', ca: cert, onread: sharedRead() };
    const socket = connectTls(options);
    const read = await all(socket);
    server.close();
    assert.ok(read.equals(pourOf('c')));
  });

  it('reads no further than the connection may hold while nobody takes anything', async () => {
    let written = 0;
    const server = createServer(socket => {
      socket.on('error', () => {});
      const pour = (): void => {
        while (socket.write(Buffer.alloc(65_536))) written += 65_536;
        written += 65_536;
        socket.once('drain', pour);
      };
      pour();
    });
    const port = await portOf(server);
    const options = { port, host: '127.0.0.1', highWaterMark: 16_384, onread: sharedRead() };
    const socket = connect(options);
    // Somebody listens, and reads nothing of it.
    socket.on('readable', () => {});
    for (let before = -1; before !== written;) {
      before = written;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    assert.ok(socket.readableLength <= 16_384 + 65_536, `${socket.readableLength}`);
    socket.destroy();
    server.close();
  });
});

import { connect, createServer, type Socket } from 'node:net';

/** A network between two loopback ports. */
export interface Network {
  readonly port: number;
  /** Bytes that went up and down so far, TLS included. */
  readonly bytes: { up: number; down: number };
  /** Connections made so far. */
  readonly connections: number;
  stop(): Promise<void>;
}

/** What is modelled. */
export interface NetworkShape {
  /** Round-trip time, in ms: half of it is added to each direction, and one to every new connection. */
  readonly rttMs: number;
  /** Bytes a second the client can send. */
  readonly uplink: number;
}

/**
 * A TCP proxy that delays. A new connection is charged one round trip for the TCP handshake that loopback does
 * not have; every chunk arrives half a round trip later; what goes up leaves no faster than the uplink. Loss,
 * slow start and jitter are not modelled: they would all be to the disadvantage of new connections.
 */
export async function startNetwork(target: number, { rttMs, uplink }: NetworkShape): Promise<Network> {
  const bytes = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ pauseOnConnect: true, noDelay: true }, client => {
    connections++;
    const start = (): void => {
      const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => socket.destroy());
      }
      relay(client, upstream, rttMs / 2, uplink, count => (bytes.up += count));
      relay(upstream, client, rttMs / 2, Infinity, count => (bytes.down += count));
      client.resume();
    };
    if (rttMs === 0) start();
    else setTimeout(start, rttMs);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the network has no port');
  return {
    port: address.port,
    bytes,
    get connections() {
      return connections;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Passes chunks on in order, each `delay` ms after it has left the sender's queue. */
function relay(
  from: Socket,
  to: Socket,
  delay: number,
  bytesPerSecond: number,
  count: (bytes: number) => void,
): void {
  let free = performance.now();
  let last = Promise.resolve();
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    const now = performance.now();
    free = Math.max(now, free) + (chunk.length / bytesPerSecond) * 1000;
    const due = free + delay;
    last = last.then(async () => {
      const wait = due - performance.now();
      if (wait > 0.2) await new Promise(resolve => setTimeout(resolve, wait));
      if (!to.destroyed) to.write(chunk);
    });
  });
  from.on('end', () => void last.then(() => to.end()));
  from.on('close', () => void last.then(() => to.destroy()));
}

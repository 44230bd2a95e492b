import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { listen } from './front';

/** An HTTP proxy that tunnels (`CONNECT`) to the names it knows and to nothing else. */
export interface ConnectProxy {
  readonly port: number;
  /** What it was asked for, such as `CONNECT spark.test:443`, oldest first. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the proxy.
 * @param port to listen on; 0 takes a free one
 * @param routes from `host:port` as clients ask for it to a port of loopback; the proxy is the only one to know
 */
export async function startConnectProxy(
  port: number,
  routes: Readonly<Record<string, number>>,
): Promise<ConnectProxy> {
  const requests: string[] = [];
  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  server.on('connect', (request, client: Socket, head) => {
    requests.push(`CONNECT ${request.url}`);
    client.on('error', () => undefined);
    const target = routes[request.url ?? ''];
    if (target === undefined) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const upstream = connect({ port: target, host: '127.0.0.1' }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  return {
    port: await listen(server, port),
    requests,
    stop: () => {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

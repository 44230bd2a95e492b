import { createServer, request as post } from 'node:http';
import { listen } from './front';

/** A server in front of another one that offers HTTP and no WebSocket, as many a company gateway does. */
export interface HttpOnlyServer {
  readonly port: number;
  /** How often a WebSocket was asked for and refused with 426. */
  readonly upgrades: () => number;
  /** Method and path of the requests that were handed on. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** Starts one on loopback in front of the port `target`. */
export async function startHttpOnlyServer(target: number): Promise<HttpOnlyServer> {
  let upgrades = 0;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const { method, url: path, headers } = request;
    const inner = post({ host: '127.0.0.1', port: target, method, path, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    inner.on('error', () => response.destroy());
    response.on('close', () => inner.destroy());
    request.pipe(inner);
  });
  server.on('upgrade', (_request, socket) => {
    upgrades++;
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  return {
    port: await listen(server),
    upgrades: () => upgrades,
    requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

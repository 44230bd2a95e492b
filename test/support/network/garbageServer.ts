import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { listen } from './front';

/** A server that accepts every WebSocket and then talks nonsense. */
export interface GarbageServer {
  readonly port: number;
  /** Sockets that it has accepted. */
  readonly accepted: () => number;
  stop(): Promise<void>;
}

/** Starts one; `say` is called with every socket that opened and after every frame that comes in. */
export async function startGarbageServer(say: (socket: WebSocket) => void): Promise<GarbageServer> {
  let accepted = 0;
  const server = createServer((_request, response) => void response.writeHead(404).end());
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', socket => {
    accepted++;
    socket.on('error', () => undefined);
    socket.on('message', () => say(socket));
    say(socket);
  });
  return {
    port: await listen(server),
    accepted: () => accepted,
    stop: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

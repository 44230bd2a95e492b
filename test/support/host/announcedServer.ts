import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { listen } from '../network/front';

/** What the server says it can do: answer side by side. It remembers nothing, so each request holds everything. */
const announced = {
  v: 1,
  engine: 'test',
  concurrentLanes: true,
  steer: false,
  warmUp: false,
  cancel: true,
  incremental: false,
  maxInFlight: 16,
  maxLanes: 32,
  maxConnectionMs: 3_600_000,
};

/** A running server. */
export interface AnnouncedServer {
  readonly port: number;
  /** Ends every connection. */
  readonly stop: () => Promise<void>;
}

/** Starts a server on loopback that announces itself and hands on every frame it gets. */
export async function startAnnouncedServer(
  model: string,
  take: (socket: WebSocket, frame: string) => void,
): Promise<AnnouncedServer> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('headers', headers =>
    headers.push(`x-codex-spark-profile: ${JSON.stringify({ ...announced, model })}`),
  );
  sockets.on('connection', socket => {
    socket.on('error', () => undefined);
    socket.on('message', data => take(socket, String(data)));
  });
  return {
    port: await listen(server),
    stop: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

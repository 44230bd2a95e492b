import { connect, type Socket } from 'node:net';
import type { Target } from './target';

/** A byte leaves each connection this often, in ms: slow enough to hold it, fast enough to look alive. */
const everyMs = 200;

/** Clients that never get done with what they send: one byte of a head, of a body or of a frame now and then. */
export class Dribblers {
  readonly #sockets: Socket[] = [];
  readonly #timer: NodeJS.Timeout;

  /** Opens `count` connections. */
  constructor({ http, token }: Target, count: number) {
    const { port, host } = new URL(http);
    const own = `Host: ${host}\r\nAuthorization: Bearer ${token}\r\n`;
    const starts = [
      `GET /v1/models HTTP/1.1\r\n${own}X-Endless: `,
      `POST /v1/responses HTTP/1.1\r\n${own}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"input":"`,
      `GET /v1/responses HTTP/1.1\r\n${own}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        // The head of a text frame of 65,536 bytes, of which hardly any will come.
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u0081\u00ff\0\0\0\0\0\u0001\0\0\0\0\0\0',
    ];
    for (let n = 0; n < count; n++) {
      const socket = connect({ port: Number(port), host: '127.0.0.1' });
      socket.on('error', () => {});
      socket.write(Buffer.from(starts[n % starts.length] ?? '', 'latin1'));
      this.#sockets.push(socket);
    }
    this.#timer = setInterval(() => {
      for (const socket of this.#sockets) if (socket.writable) socket.write('x');
    }, everyMs);
  }

  /** Leaves all of them with a reset. */
  stop(): void {
    clearInterval(this.#timer);
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}

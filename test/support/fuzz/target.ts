import { connect } from 'node:net';

/** The gateway under attack. */
export interface Target {
  /** Address of the WebSocket. */
  readonly url: string;
  /** Base address over HTTP. */
  readonly http: string;
  readonly token: string;
}

/** How a raw connection is left. */
export interface RawManner {
  /** Waits until what came is enough, or the other side ends; without it, until nothing more comes. */
  readonly enough?: ((received: Buffer) => boolean) | undefined;
  /** Nothing may come at all; else the first byte is waited for. */
  readonly silent?: boolean | undefined;
  /** Closes as one should, and not with a reset. */
  readonly politely: boolean;
}

/** How long more is waited for, in ms, and how much is kept, in bytes. */
const patienceMs = 20;
const mostKept = 256 * 1024;

/** Sends pieces over a connection of their own and resolves to what came back. Never rejects. */
export function sendRaw(
  port: number,
  pieces: readonly Buffer[],
  { enough, silent = false, politely }: RawManner,
): Promise<Buffer> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const kept: Buffer[] = [];
    let size = 0;
    let patience: NodeJS.Timeout | undefined;
    const finish = (): void => {
      clearTimeout(patience);
      if (politely) socket.destroySoon();
      else socket.resetAndDestroy();
      resolve(Buffer.concat(kept));
    };
    const wait = (): void => {
      clearTimeout(patience);
      patience = setTimeout(finish, patienceMs);
    };
    socket.on('error', () => {});
    socket.on('data', chunk => {
      size += chunk.length;
      if (size <= mostKept) kept.push(chunk);
      if (!enough) wait();
      else if (enough(Buffer.concat(kept))) finish();
    });
    socket.once('end', finish);
    socket.once('close', finish);
    socket.once('connect', () => {
      const next = (at: number): void => {
        const piece = pieces[at];
        if (socket.destroyed) return;
        if (piece !== undefined) {
          socket.write(piece, () => (pieces.length > 1 ? setImmediate(next, at + 1) : next(at + 1)));
        } else if (silent) wait();
      };
      next(0);
    });
  });
}

import { once } from 'node:events';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import * as path from 'node:path';
import type { Disposable } from '../common/disposable';

/**
 * Takes what only one window of this person may have on this machine; resolves to undefined while another one has it. It is
 * given back when disposed, and by the system when the process dies.
 * @param place from `lockPlace`
 */
export async function takeLock(place: string): Promise<Disposable | undefined> {
  const server = await listen(place);
  if (server) return asLock(server);
  if (await isHeld(place)) return undefined;
  // On Unix the file stays when its process dies.
  await unlink(place).catch(() => undefined);
  const again = await listen(place);
  return again && asLock(again);
}

/** Where a lock of that name is: a local socket, or a named pipe. */
export function lockPlace(name: string): string {
  const { username } = userInfo();
  const own = `codex-spark-${username.replaceAll(/[^\w.-]/g, '_')}-${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${own}` : path.join(tmpdir(), `${own}.sock`);
}

function asLock(server: Server): Disposable {
  return { dispose: () => void server.close() };
}

async function listen(place: string): Promise<Server | undefined> {
  const server = createServer(socket => socket.destroy());
  // A window that ends must not wait for it.
  server.unref();
  try {
    const listening = once(server, 'listening');
    server.listen(place);
    await listening;
    server.on('error', () => undefined);
    return server;
  } catch {
    return undefined;
  }
}

function isHeld(place: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(place);
    const answer = (held: boolean): void => {
      socket.destroy();
      resolve(held);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

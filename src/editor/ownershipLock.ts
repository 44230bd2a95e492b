import { once } from 'node:events';
import { lstat, mkdir, rmdir, unlink } from 'node:fs/promises';
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
  // Before it is asked who is there: what is cleared away must be what nobody answered for.
  const left = await identity(place);
  if (await isHeld(place)) return undefined;
  if (left !== undefined && !(await clear(place, left))) return undefined;
  const again = await listen(place);
  return again && asLock(again);
}

/** Which file that is, as long as it is not written anew; undefined where there is none. */
async function identity(place: string): Promise<string | undefined> {
  const found = await lstat(place, { bigint: true }).catch(() => undefined);
  return found && `${found.ino}-${found.mtimeNs}`;
}

/**
 * On Unix the file stays when its process dies. Of all who find it one takes it away, the one who makes a folder that is
 * named after it; else one of them would take away the file of another, who has the lock by then. Resolves to whether it
 * is gone.
 */
async function clear(place: string, left: string): Promise<boolean> {
  const right = `${place}.${left}`;
  try {
    await mkdir(right);
  } catch {
    return false;
  }
  try {
    if ((await identity(place)) !== left) return false;
    await unlink(place);
    return true;
  } catch {
    return false;
  } finally {
    await rmdir(right);
  }
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
    // Only who is refused knows that nobody listens; with many who ask at once there may be no answer at all.
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      answer(code !== 'ECONNREFUSED' && code !== 'ENOENT'),
    );
  });
}

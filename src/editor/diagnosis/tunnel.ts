import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { t } from '../../common/l10n';

/** Most of an answer to `CONNECT` that is read, in bytes. */
const maxHeadBytes = 16_384;

/** Opens a TCP connection. Rejects when it cannot be had or `signal` aborts; the caller destroys it. */
export async function openTcp(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal });
  } catch (error) {
    // Destroyed while connecting it may still fail, with nobody left to listen.
    socket.on('error', () => undefined).destroy();
    throw error;
  }
  return socket;
}

/** The port of a proxy's URL. */
export function proxyPort({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  if (protocol.startsWith('socks')) return 1080;
  return protocol === 'https:' ? 443 : 80;
}

/**
 * Asks an `http:` proxy for a tunnel (RFC 9110, section 9.3.6). Resolves to the status of its answer and, where that
 * is 200, to the open tunnel, which the caller destroys. Rejects as `openTcp` does.
 */
export async function openTunnel(
  proxy: URL,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly socket: Socket | undefined }> {
  const socket = await openTcp(proxy.hostname.replace(/^\[|\]$/g, ''), proxyPort(proxy), signal);
  try {
    const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization(proxy)}\r\n`);
    const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(await readHead(socket, signal))?.[1] ?? NaN);
    if (Number.isNaN(status)) throw new Error(t('It does not answer the way an HTTP proxy does.'));
    if (status === 200) return { status, socket };
    socket.destroy();
    return { status, socket: undefined };
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

/** Reads up to the empty line, or to the end. */
function readHead(socket: Socket, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = '';
    const settle = (how: () => void): void => {
      socket.off('data', onData).off('end', onEnd).off('error', onError).pause();
      signal.removeEventListener('abort', onAbort);
      how();
    };
    const onData = (piece: Buffer): void => {
      head += piece.toString('latin1');
      if (head.includes('\r\n\r\n') || head.length > maxHeadBytes) settle(() => resolve(head));
    };
    const onEnd = (): void => settle(() => resolve(head));
    const onError = (error: Error): void => settle(() => reject(error));
    const onAbort = (): void => onError(new DOMException('cancelled', 'AbortError'));
    socket.on('data', onData).once('end', onEnd).once('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function authorization({ username, password }: URL): string {
  if (username === '' && password === '') return '';
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}\r\n`;
}

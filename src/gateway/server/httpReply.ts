import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorBody } from '../turn/served';

/** Sends a JSON body and ends the response. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendText(response, 'application/json; charset=utf-8', JSON.stringify(body), status, headers);
}

/** Answers with a text that must not be cached. */
export function sendText(
  response: ServerResponse,
  contentType: string,
  text: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

/** Sends an error in the form the API has over HTTP: `{error: {...}}` with its status. */
export function sendError(
  response: ServerResponse,
  { status, error }: ErrorBody,
  headers: Readonly<Record<string, string>> = {},
): void {
  const { headers: own, ...rest } = error;
  const challenge: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  sendJson(response, status, { error: rest }, { ...own, ...challenge, ...headers });
}

/** Says a last word and hangs up, whether or not the other side ever closes its half. */
export function hangUp(socket: Duplex, lastWord: string): void {
  if (!socket.writable) return void socket.destroy();
  socket.once('finish', () => socket.destroy());
  socket.end(lastWord);
}

/** Answers an upgrade request that is not to become a WebSocket, and hangs up. */
export function refuseUpgrade(socket: Duplex, { status, error }: ErrorBody): void {
  const { headers = {}, ...rest } = error;
  const body = JSON.stringify({ error: rest });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(status === 401 ? ['www-authenticate: Bearer'] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  hangUp(socket, `${lines.join('\r\n')}\r\n\r\n${body}`);
}

import WebSocket, { type RawData } from 'ws';
import { flatHeaders } from '../../common/flatHeaders';
import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';
import type { OpenFailure, OpenSocket, Socket, SocketListener } from './socket';

/** How long a closing handshake may take before the socket is cut, in ms. */
const closeTimeoutMs = 2_000;

/** What a socket may need beyond its target. */
export interface WebSocketOptions {
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca?: readonly string[] | undefined;
}

/**
 * Opens sockets with the `ws` package. It goes through Node's `http` and `https`, which VS Code patches in its
 * extension host, so the user's proxy and certificates apply. Compression is off: on small delta frames it
 * costs more time than it saves. A frame above the limit closes the socket with 1009. The handshake has no
 * time-out of its own: disposing the socket cancels it.
 */
export function webSocketOpener({ ca }: WebSocketOptions = {}): OpenSocket {
  const trusted = ca === undefined ? {} : { ca: [...ca] };
  return (target, listener) => open(target, listener, trusted);
}

function open(
  { url, headers, maxFrameBytes }: Parameters<OpenSocket>[0],
  listener: SocketListener,
  trusted: { readonly ca?: string[] },
): Socket {
  let over = false;
  let failure: OpenFailure | undefined;
  let socket: WebSocket;
  const options = {
    ...trusted,
    headers,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
    followRedirects: false,
    closeTimeout: closeTimeoutMs,
  };
  try {
    socket = new WebSocket(url, options);
  } catch (error) {
    // A bad URL or header; reported later, because the caller does not hold the socket yet.
    const message = messageOf(error, t('The endpoint is not a WebSocket URL.'));
    queueMicrotask(() => {
      if (!over) listener.onOpenFailed({ message, code: 'ERR_INVALID_URL' });
      over = true;
    });
    return { send() {}, ping() {}, bufferedBytes: 0, close() {}, dispose: () => void (over = true) };
  }

  let opened = false;
  let responseHeaders: Readonly<Record<string, string>> = {};
  socket.on('upgrade', response => (responseHeaders = flatHeaders(response.headers)));
  socket.on('open', () => {
    if (over) return;
    opened = true;
    listener.onOpen(responseHeaders);
  });
  socket.on('unexpected-response', (request, response) => {
    const status = response.statusCode ?? 0;
    failure = {
      message: t('The endpoint answered HTTP {0}.', status),
      status,
      headers: flatHeaders(response.headers),
    };
    // Nobody else ends it: `ws` leaves both to who listens here. The 'close' event follows.
    response.resume();
    request.destroy();
    settle();
  });
  socket.on('message', (data, isBinary) => {
    if (over) return;
    if (isBinary) listener.onBinary();
    else listener.onText(textOf(data));
  });
  socket.on('pong', () => {
    if (!over) listener.onPong();
  });
  socket.on('error', error => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    failure ??= {
      message: error.message === '' ? (code ?? t('The connection failed.')) : error.message,
      ...(code ? { code } : {}),
    };
  });
  socket.on('close', (code, reason) => {
    if (!opened) return settle();
    if (over) return;
    over = true;
    // A frame over the limit makes `ws` send 1009 and report 1006; the first says more.
    const tooBig = failure?.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
    listener.onClose(tooBig ? 1009 : code, tooBig ? (failure?.message ?? '') : reason.toString());
  });

  function settle(): void {
    if (over) return;
    over = true;
    listener.onOpenFailed(failure ?? { message: t('The connection ended during the handshake.') });
  }

  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    close(code, reason) {
      socket.close(code, reason);
    },
    dispose() {
      over = true;
      // A closing handshake under way is left to finish within its time-out; anything else is cut.
      if (socket.readyState !== WebSocket.CLOSING) socket.terminate();
    },
  };
}

/** A message as text. `ws` hands out one buffer unless told otherwise; the other forms are of its types only. */
function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  return Array.isArray(data) ? data.map(part => part.toString('utf8')).join('') : data.toString('utf8');
}

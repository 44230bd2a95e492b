import WebSocket, { type RawData } from 'ws';
import { flatHeaders } from '../../common/flatHeaders';
import { t } from '../../common/l10n';
import { codeOf, messageOf } from '../../common/thrown';
import { cutToBytes } from '../../common/utf8';
import type { OpenFailure, OpenSocket, Socket, SocketListener } from './socket';

/** How long a closing handshake may take before the socket is cut, in ms. */
const closeTimeoutMs = 2_000;
/** How long the reason of a close may be, in bytes of UTF-8: what the protocol has room for. `ws` throws at a longer one. */
const maxReasonBytes = 123;

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
    queueMicrotask(() => {
      if (!over) listener.onOpenFailed({ message: messageOf(error), code: 'ERR_INVALID_URL' });
    });
    return { send() {}, ping() {}, bufferedBytes: 0, close() {}, dispose: () => void (over = true) };
  }

  let opened = false;
  let responseHeaders: Readonly<Record<string, string>> = {};
  socket.on('upgrade', response => (responseHeaders = flatHeaders(response.headers)));
  socket.on('open', () => {
    opened = true;
    listener.onOpen(responseHeaders);
  });
  socket.on('unexpected-response', (_request, response) => {
    const status = response.statusCode ?? 0;
    failure = {
      message: t('The endpoint answered HTTP {0}.', status),
      status,
      headers: flatHeaders(response.headers),
    };
    // Nobody else ends it: `ws` leaves that to who listens here. The 'close' event follows.
    socket.terminate();
  });
  socket.on('message', (data, isBinary) => {
    if (over) return;
    if (isBinary) listener.onBinary();
    else listener.onText(textOf(data));
  });
  socket.on('pong', () => {
    if (!over) listener.onPong();
  });
  socket.on('error', error => (failure ??= failureOf(error)));
  socket.on('close', (code, reason) => {
    if (over) return;
    if (!opened)
      listener.onOpenFailed(failure ?? { message: t('The connection ended during the handshake.') });
    // A frame over the limit makes `ws` send 1009 and report 1006; the first says more.
    else if (failure?.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') listener.onClose(1009, failure.message);
    else listener.onClose(code, reason.toString());
  });

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
      socket.close(code, cutToBytes(reason, maxReasonBytes));
    },
    dispose() {
      over = true;
      // A closing handshake under way is left to finish within its time-out; anything else is cut.
      if (socket.readyState !== WebSocket.CLOSING) socket.terminate();
    },
  };
}

/** What an error of a socket says. One that stands for several, of each address of a name, has nothing but a code. */
export function failureOf(error: Error): OpenFailure {
  const code = codeOf(error);
  return { message: error.message || (code ?? t('The connection failed.')), code };
}

/** A message as text. `ws` hands out one buffer unless told otherwise; the other forms are of its types only. */
function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  return Array.isArray(data) ? data.map(part => part.toString('utf8')).join('') : data.toString('utf8');
}

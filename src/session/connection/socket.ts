import type { Disposable } from '../../common/disposable';

/** Why a socket could not be opened: an HTTP status where the server answered with one. */
export interface OpenFailure {
  readonly message: string;
  readonly code?: string | undefined;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a socket reports. `onClose` is the last call and comes exactly once, also after `onOpenFailed`-less errors. */
export interface SocketListener {
  onOpen(responseHeaders: Readonly<Record<string, string>>): void;
  /** The socket never opened; nothing else follows. */
  onOpenFailed(failure: OpenFailure): void;
  onText(frame: string): void;
  /** A binary frame: an error in this protocol. */
  onBinary(): void;
  onPong(): void;
  onClose(code: number, reason: string): void;
}

/** The few operations the session needs of a WebSocket. Disposing drops the connection at once, silently. */
export interface Socket extends Disposable {
  /** Queues one text frame. Ignored when not open. */
  send(frame: string): void;
  ping(): void;
  /** Bytes accepted by `send` but not yet given to the network. */
  readonly bufferedBytes: number;
  /** Starts the closing handshake. `reason` is cut where it is too long for the protocol. */
  close(code: number, reason: string): void;
}

/** Opens a socket; returns at once and reports through `listener`. */
export type OpenSocket = (
  target: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly maxFrameBytes: number;
  },
  listener: SocketListener,
) => Socket;

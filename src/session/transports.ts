import { httpOpener } from './httpSocket';
import type { HttpPost } from './httpTransport';
import type { OpenSocket } from './socket';

/** The two ways to an endpoint: WebSocket, and plain HTTP once the endpoint has said that it has no WebSocket. */
export class Transports {
  /** Whether plain HTTP is in use. */
  http = false;
  private readonly openHttp: OpenSocket;

  constructor(
    private readonly openSocket: OpenSocket,
    post: HttpPost,
  ) {
    this.openHttp = httpOpener(post);
  }

  readonly open: OpenSocket = (target, listener) =>
    this.http ? this.openHttp(target, listener) : this.openSocket(target, listener);
}

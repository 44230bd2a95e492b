import { httpOpener } from './httpSocket';
import type { HttpPost } from './httpTransport';
import type { OpenSocket } from './socket';

/** The two ways to an endpoint: WebSocket, and plain HTTP once the endpoint has said that it has no WebSocket. */
export class Transports {
  private usesHttp = false;
  private readonly openHttp: OpenSocket | undefined;

  constructor(
    private readonly openSocket: OpenSocket,
    post: HttpPost | undefined,
  ) {
    this.openHttp = post && httpOpener(post);
  }

  /** Whether plain HTTP is in use. */
  get http(): boolean {
    return this.usesHttp;
  }

  /** Uses HTTP from now on. Returns whether that is possible and new. */
  fallBack(): boolean {
    if (this.usesHttp || !this.openHttp) return false;
    this.usesHttp = true;
    return true;
  }

  /** Tries WebSocket again. */
  reset(): void {
    this.usesHttp = false;
  }

  readonly open: OpenSocket = (target, listener) =>
    this.usesHttp && this.openHttp ? this.openHttp(target, listener) : this.openSocket(target, listener);
}

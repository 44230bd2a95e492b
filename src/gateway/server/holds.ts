import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Emitter } from '../../common/emitter';
import { holdHeaders, noncePattern, signedBy } from '../../protocol/hold';
import { errorBody, type ErrorBody } from '../turn/served';

/** Those who hold on to this gateway; see `protocol/hold.ts`. */
export class Holds {
  private readonly open = new Set<ServerResponse>();
  private readonly left = new Emitter<void>();
  private ended = false;

  /** Nobody holds on any more. */
  readonly onDidLeave = this.left.event;

  /** @param token long and random: what is signed with it could be tried against short ones */
  constructor(private readonly token: string) {}

  /** How many hold on. */
  get size(): number {
    return this.open.size;
  }

  /** Lets a client hold on until it lets go, or returns the refusal. */
  take({ headers }: IncomingMessage, response: ServerResponse): ErrorBody | undefined {
    const nonce = String(headers[holdHeaders.nonce]);
    if (!noncePattern.test(nonce) || !isSame(String(headers[holdHeaders.proof]), this.proof('client', nonce)))
      return errorBody({
        status: 401,
        code: 'invalid_api_key',
        message: 'This does not show that you know the token of this gateway.',
      });
    if (this.ended)
      return errorBody({ status: 503, code: 'server_error', message: 'The gateway is shutting down.' });
    // Nothing is written over it for hours.
    response.socket?.setTimeout(0);
    response.socket?.setKeepAlive(true, keepAliveMs);
    response.writeHead(200, {
      'cache-control': 'no-store',
      'content-type': 'text/plain',
      [holdHeaders.proof]: this.proof('gateway', nonce),
    });
    response.flushHeaders();
    this.open.add(response);
    response.once('close', () => {
      if (this.open.delete(response) && this.open.size === 0) this.left.fire();
    });
    return undefined;
  }

  /** Tells all who hold on that the gateway ends, and lets nobody hold on any more. */
  end(): void {
    this.ended = true;
    for (const response of this.open) response.destroy();
    this.open.clear();
  }

  private proof(side: 'client' | 'gateway', nonce: string): string {
    return createHmac('sha256', this.token).update(signedBy(side, nonce)).digest('hex');
  }
}

/** When the system begins to ask whether the other side is there, in ms of silence. */
const keepAliveMs = 60_000;

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../common/clock';

/** Why there is no body: larger than allowed, the client left in the middle or stopped sending, or there is no room. */
export type BodyProblem = 'too-large' | 'gone' | 'stalled' | 'no-room' | 'aborted';

/** A request body, or why there is none. */
export type Body = { readonly text: string } | { readonly problem: BodyProblem };

/** What bounds the reading of one body. */
export interface BodyBounds {
  readonly maxBytes: number;
  /** How long nothing may come, in ms. */
  readonly idleMs: number;
  /** Asked for each piece, in bytes; false when there is no room for it. */
  grow(bytes: number): boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Reads a request body as UTF-8. What exceeds a bound is thrown away unread; a body that announces to be larger is
 * not waited for. Leaves no timer behind.
 */
export function readBody(request: IncomingMessage, bounds: BodyBounds): Promise<Body> {
  const { maxBytes, idleMs, clock, signal } = bounds;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return Promise.resolve({ problem: 'too-large' });
  }
  return new Promise(resolve => {
    let chunks: Buffer[] = [];
    let size = 0;
    let over = false;
    const end = (body: Body): void => {
      if (over) return;
      over = true;
      chunks = [];
      idle.dispose();
      signal.removeEventListener('abort', onAbort);
      resolve(body);
    };
    const fail = (problem: BodyProblem) => (): void => end({ problem });
    const onAbort = fail('aborted');
    const wait = () => clock.setTimeout(fail('stalled'), idleMs);
    let idle = wait();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    // It goes on listening: what still comes has to be taken, or the client never gets to read its answer.
    request.on('data', (chunk: Buffer) => {
      if (over) return;
      size += chunk.length;
      if (size > maxBytes) return end({ problem: 'too-large' });
      if (!bounds.grow(chunk.length)) return end({ problem: 'no-room' });
      chunks.push(chunk);
      idle.dispose();
      idle = wait();
    });
    request.once('end', () => end({ text: Buffer.concat(chunks).toString('utf8') }));
    request.once('error', fail('gone'));
    request.once('close', fail('gone'));
  });
}

import type { HttpAnswer, HttpPost } from '../../../src/session/connection/httpTransport';

/** A request that was posted, and what a test makes of it. */
export interface PostedRequest {
  readonly url: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  /** Sends a piece of the answer's body; undefined ends it, an error breaks it off. */
  push(piece: string | Error | undefined): void;
  /** There is no answer at all. */
  reject(error: Error): void;
  answer(status?: number, headers?: Readonly<Record<string, string>>): void;
}

/** A transport whose answers the test writes. */
export function scriptedPost(): { readonly post: HttpPost; readonly requests: PostedRequest[] } {
  const requests: PostedRequest[] = [];
  const post: HttpPost = ({ url, body }, signal) =>
    new Promise((resolve, reject) => {
      const pieces: (string | Error | undefined)[] = [];
      let wake = (): void => {};
      async function* read(): AsyncGenerator<string> {
        for (;;) {
          if (pieces.length === 0) await new Promise<void>(next => (wake = next));
          const piece = pieces.shift();
          if (piece === undefined) return;
          if (piece instanceof Error) throw piece;
          yield piece;
        }
      }
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      requests.push({
        url,
        body: JSON.parse(body),
        signal,
        push(piece) {
          pieces.push(piece);
          wake();
        },
        reject,
        answer: (status = 200, headers = {}) =>
          resolve({ status, headers, body: read() } satisfies HttpAnswer),
      });
    });
  return { post, requests };
}

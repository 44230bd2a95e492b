import type { IncomingMessage } from 'node:http';

/** A request body, or why there is none: larger than allowed, or the client left in the middle. */
export type Body = { readonly text: string } | { readonly problem: 'too-large' | 'gone' };

/**
 * Reads a request body as UTF-8. What exceeds `maxBytes` is thrown away unread; a body that announces to be larger is
 * not waited for.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    return Promise.resolve({ problem: 'too-large' });
  }
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        chunks.length = 0;
        resolve({ problem: 'too-large' });
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve({ text: Buffer.concat(chunks).toString('utf8') }));
    request.once('error', () => resolve({ problem: 'gone' }));
    request.once('close', () => resolve({ problem: 'gone' }));
  });
}

import type { IncomingMessage } from 'node:http';

/**
 * Reads a request body as UTF-8; `too-large` as soon as it exceeds `maxBytes` (the rest is thrown away unread),
 * `gone` when the client left in the middle.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string | 'too-large' | 'gone'> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        chunks.length = 0;
        resolve('too-large');
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}

import { request, type Agent } from 'node:https';

/** How one turn over HTTP + SSE went. Times in ms from its start. */
export interface HttpTurn {
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

/** Where to ask. */
export interface HttpTarget {
  readonly port: number;
  readonly ca: string;
  readonly token: string;
  /** Keeps connections where it is told to. */
  readonly agent: Agent;
}

/** One `POST /v1/responses` with `stream: true`, read to its end. */
export function httpTurn({ port, ca, token, agent }: HttpTarget, body: string): Promise<HttpTurn> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let firstTokenMs: number | undefined;
    const call = request(
      {
        agent,
        ca,
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        path: '/v1/responses',
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      response => {
        if (response.statusCode !== 200) return reject(new Error(`HTTP ${response.statusCode}`));
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          if (firstTokenMs === undefined && text.includes('response.output_text.delta')) {
            firstTokenMs = performance.now() - startedAt;
          }
        });
        response.on('end', () => {
          if (firstTokenMs === undefined) reject(new Error('no token came'));
          else resolve({ firstTokenMs, totalMs: performance.now() - startedAt });
        });
      },
    );
    call.on('error', reject);
    call.setNoDelay(true);
    call.end(body);
  });
}

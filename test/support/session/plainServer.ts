import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../../../src/common/clock';
import type { Disposable } from '../../../src/common/disposable';

/** The answer to a request: it says what it was asked, so that mix-ups, losses and repetitions show. */
export function answerTo(question: string): string {
  return Array.from({ length: 6 }, (_, n) => `${question}:${n};`).join('');
}

interface Job {
  readonly id: string;
  readonly lane: string;
  readonly question: string;
  cancelled: boolean;
}

/**
 * A correct server over real sockets: lanes side by side, first in first out inside a lane, numbered events.
 * With an announcement it understands the cancel message; without one it is a server nobody knows.
 */
export class PlainServer {
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly timers = new Set<Disposable>();
  private nextId = 0;
  announcement: readonly string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly clock: () => Clock,
  ) {
    this.sockets.on('headers', headers => headers.push(...this.announcement));
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => undefined);
      this.sockets.handleUpgrade(request, socket, head, client => this.serve(client));
    });
  }

  static async listen(clock: () => Clock): Promise<PlainServer> {
    const server = createServer();
    const plain = new PlainServer(server, clock);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return plain;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Ends every connection, as between two runs. */
  cutAll(): void {
    for (const client of this.sockets.clients) client.terminate();
    for (const timer of this.timers) timer.dispose();
    this.timers.clear();
  }

  async close(): Promise<void> {
    this.cutAll();
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private serve(client: WebSocket): void {
    const lanes = new Map<string, Job[]>();
    client.on('error', () => undefined);
    client.on('message', data => {
      const text = String(data);
      const lane = /"stream_id":"([^"]*)"/.exec(text)?.[1] ?? '';
      const queue = lanes.get(lane) ?? [];
      lanes.set(lane, queue);
      if (text.includes('"codex_spark.cancel"')) {
        for (const job of queue) job.cancelled = true;
        return;
      }
      // The last message of the input is the question.
      const question = [...text.matchAll(/"content":"([^"]*)"/g)].at(-1)?.[1] ?? '';
      queue.push({ id: `r${this.nextId++}`, lane, question, cancelled: false });
      if (queue.length === 1) this.generate(client, queue);
    });
  }

  private generate(client: WebSocket, queue: Job[]): void {
    const job = queue[0];
    if (!job) return;
    const { id, lane, question } = job;
    let number = 0;
    const say = (type: string, fields: object): void => {
      const event = { type, sequence_number: number++, ...(lane ? { stream_id: lane } : {}), ...fields };
      if (client.readyState === client.OPEN) client.send(JSON.stringify(event));
    };
    const finish = (type: string, fields: object): void => {
      say(type, { response: { id, ...fields } });
      queue.shift();
      this.generate(client, queue);
    };
    const pieces = answerTo(question).match(/[^;]*;/g) ?? [];
    const step = (): void => {
      if (client.readyState !== client.OPEN) return;
      if (job.cancelled)
        return finish('response.incomplete', { incomplete_details: { reason: 'cancelled' } });
      const piece = pieces.shift();
      if (piece === undefined) {
        say('response.output_text.done', { item_id: 'm', text: answerTo(question) });
        return finish('response.completed', { status: 'completed' });
      }
      say('response.output_text.delta', { item_id: 'm', delta: piece });
      this.after(10, step);
    };
    say('response.created', { response: { id } });
    say('response.in_progress', { response: { id } });
    this.after(20, step);
  }

  private after(ms: number, callback: () => void): void {
    const timer = this.clock().setTimeout(() => {
      this.timers.delete(timer);
      callback();
    }, ms);
    this.timers.add(timer);
  }
}

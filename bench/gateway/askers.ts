import { type Agent, request } from 'node:http';
import WebSocket from 'ws';
import { context, model, type Order } from './wire';

/** Hears of every piece of text of an answer. */
export type OnToken = (text: string) => void;

/** Somebody who asks one thing at a time. */
export interface Asker {
  /** Resolves when the answer is whole, or cut short by `cancel` or `close`. Rejects when it failed. */
  ask(order: Order, onToken: OnToken): Promise<void>;
  /** Has the answer stopped, by the means this way of asking has. */
  cancel(): void;
  close(): void;
}

/** Asks the gateway over a WebSocket that is open already. */
export class SocketAsker implements Asker {
  readonly socket: WebSocket;
  #onToken: OnToken = () => {};
  #done: { resolve: () => void; reject: (error: Error) => void } | undefined;

  /** @param parse false: only counts what comes, without reading it */
  private constructor(socket: WebSocket, parse: boolean) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => (parse ? this.#read(data) : this.#count(data)));
    socket.on('close', () => this.#done?.resolve());
    socket.on('error', error => this.#done?.reject(error));
  }

  static open(url: string, token: string, parse = true): Promise<SocketAsker> {
    const socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => resolve(new SocketAsker(socket, parse)));
    });
  }

  ask(order: Order, onToken: OnToken): Promise<void> {
    this.#onToken = onToken;
    return new Promise((resolve, reject) => {
      this.#done = { resolve, reject };
      this.socket.send(
        JSON.stringify({
          type: 'response.create',
          model,
          input: [
            { role: 'user', content: context },
            { role: 'assistant', content: 'ready' },
            { role: 'user', content: JSON.stringify(order) },
          ],
        }),
      );
    });
  }

  cancel(): void {
    this.socket.send('{"type":"codex_spark.cancel"}');
  }

  close(): void {
    this.socket.terminate();
  }

  #read(data: Buffer): void {
    const event: unknown = JSON.parse(data.toString());
    if (typeof event !== 'object' || event === null || !('type' in event)) return;
    if (event.type === 'response.output_text.delta') {
      if ('delta' in event && typeof event.delta === 'string') this.#onToken(event.delta);
    } else if (event.type === 'response.completed' || event.type === 'response.incomplete') {
      this.#done?.resolve();
    } else if (event.type === 'error' || event.type === 'response.failed') {
      this.#done?.reject(new Error(data.toString().slice(0, 300)));
    }
  }

  /** `{"type":"response.` takes 18 bytes; the next ones tell the events apart. */
  #count(data: Buffer): void {
    const kind = data.toString('latin1', 18, 35);
    if (kind === 'output_text.delta') this.#onToken('');
    else if (kind.startsWith('completed')) this.#done?.resolve();
    else if (!data.toString('latin1', 0, 18).startsWith('{"type":"response.')) {
      this.#done?.reject(new Error(data.toString().slice(0, 300)));
    }
  }
}

/** Asks an HTTP server that streams chat/completions, over connections that are kept. */
export class DirectAsker implements Asker {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #parse: boolean;
  #abort = new AbortController();

  constructor(url: string, agent: Agent, parse = true) {
    this.#url = `${url}/chat/completions`;
    this.#agent = agent;
    this.#parse = parse;
  }

  ask(order: Order, onToken: OnToken): Promise<void> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const body = JSON.stringify({
      model,
      stream: true,
      messages: [
        { role: 'user', content: context },
        { role: 'assistant', content: 'ready' },
        { role: 'user', content: JSON.stringify(order) },
      ],
    });
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const call = request(this.#url, { method: 'POST', agent: this.#agent, headers, signal }, response => {
        if (response.statusCode !== 200) return reject(new Error(`HTTP ${response.statusCode}`));
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const events = (rest + chunk).split('\n\n');
          rest = events.pop() ?? '';
          for (const event of events) {
            if (!this.#parse) {
              if (event.includes('"content"')) onToken('');
            } else if (event !== 'data: [DONE]') {
              const text = contentOf(JSON.parse(event.slice(6)));
              if (text !== undefined) onToken(text);
            }
          }
        });
        response.on('end', resolve);
        response.on('error', error => (signal.aborted ? resolve() : reject(error)));
      });
      call.setNoDelay(true);
      call.on('error', error => (signal.aborted ? resolve() : reject(error)));
      call.end(body);
    });
  }

  cancel(): void {
    this.#abort.abort();
  }

  close(): void {
    this.#abort.abort();
  }
}

/** Asks the gateway for an answer over HTTP and reads nothing of it. Resolves when the answer has begun. */
export function leaveUnread(url: string, token: string, order: Order): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const call = request(`${url}/responses`, { method: 'POST', agent: false, headers }, response => {
      // A response that nobody listens to is not read.
      response.on('error', () => undefined);
      resolve();
    });
    call.on('error', reject);
    const input = [
      { role: 'user', content: context },
      { role: 'assistant', content: 'ready' },
      { role: 'user', content: JSON.stringify(order) },
    ];
    call.end(JSON.stringify({ model, stream: true, input }));
  });
}

function contentOf(chunk: unknown): string | undefined {
  if (typeof chunk !== 'object' || chunk === null || !('choices' in chunk)) return undefined;
  const choices: unknown = chunk.choices;
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (typeof first !== 'object' || first === null || !('delta' in first)) return undefined;
  const { delta } = first;
  return typeof delta === 'object' &&
    delta !== null &&
    'content' in delta &&
    typeof delta.content === 'string'
    ? delta.content
    : undefined;
}

import { once } from 'node:events';
import WebSocket from 'ws';
import { readFrame, type SeenFrame } from '../gateway/transcript';
import type { Target } from './target';

/** A well-formed client that does turns all the time, over one socket, and checks every frame of them. */
export class Bystander {
  /** Turns done, and how long each took, in ms. */
  readonly turns: number[] = [];
  /** What went wrong; stays empty beside a healthy gateway. */
  readonly faults: string[] = [];
  readonly #socket: WebSocket;
  readonly #expected: string;
  readonly #done: Promise<void>;
  #stopped = false;

  private constructor(socket: WebSocket, expected: string) {
    this.#socket = socket;
    this.#expected = expected;
    socket.on('error', error => this.faults.push(error.message));
    socket.on('close', code => {
      if (!this.#stopped) this.faults.push(`its socket was closed with ${code}`);
    });
    this.#done = this.#work();
  }

  /** @param expected what every answer of the gateway is */
  static async start({ url, token }: Target, expected: string): Promise<Bystander> {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    await once(socket, 'open');
    return new Bystander(socket, expected);
  }

  /** Lets the turn in progress end and closes. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
    this.#socket.terminate();
  }

  async #work(): Promise<void> {
    while (!this.#stopped && this.faults.length === 0) {
      const startedAt = performance.now();
      await this.#turn();
      this.turns.push(performance.now() - startedAt);
    }
  }

  #turn(): Promise<void> {
    return new Promise(resolve => {
      let text = '';
      let sequence = 0;
      const take = (frame: SeenFrame): boolean => {
        if (frame.sequence_number !== sequence++) this.faults.push(`frame ${sequence} is ${frame.type}`);
        text += frame.delta ?? '';
        return frame.type === 'response.completed' || frame.type === 'error';
      };
      const onMessage = (data: WebSocket.RawData): void => {
        if (!Buffer.isBuffer(data) || !take(readFrame(data.toString()))) return;
        if (text !== this.#expected) this.faults.push(`it was answered with "${text.slice(0, 80)}"`);
        done();
      };
      const done = (): void => {
        this.#socket.off('message', onMessage);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('message', onMessage);
      this.#socket.on('close', done);
      this.#socket.send(JSON.stringify({ type: 'response.create', stream_id: 'beside', input: 'hello' }));
    });
  }
}

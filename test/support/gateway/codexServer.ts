import * as v from 'valibot';
import type { LineProcess } from './lineProcess';

const message = v.looseObject({
  id: v.optional(v.union([v.number(), v.string()])),
  method: v.optional(v.string()),
  params: v.optional(v.looseObject({})),
  result: v.optional(v.looseObject({})),
  error: v.optional(v.looseObject({ message: v.string() })),
});

type Message = v.InferOutput<typeof message>;

/** `codex app-server`: the Codex agent behind JSON-RPC on its standard streams. */
export class CodexServer {
  readonly process: LineProcess;
  #requests = 0;

  constructor(process: LineProcess) {
    this.process = process;
  }

  /** Every message received so far. */
  get messages(): readonly Message[] {
    return this.process.lines.map(line => v.parse(message, JSON.parse(line)));
  }

  /** Sends a request and waits for its result. */
  async request(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const id = ++this.#requests;
    this.process.write(JSON.stringify({ id, method, params }));
    const answer = await this.process.until(() =>
      this.messages.find(received => received.id === id && received.method === undefined),
    );
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  }

  /** Sends a notification. */
  notify(method: string): void {
    this.process.write(JSON.stringify({ method }));
  }

  /** Waits for a notification received after the first `from` messages. */
  notification(method: string, from = 0): Promise<Message> {
    return this.process.until(() => this.messages.slice(from).find(received => received.method === method));
  }
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as v from 'valibot';

const message = v.object({
  role: v.string(),
  content: v.union([v.string(), v.array(v.looseObject({ text: v.optional(v.string()) }))]),
});
const asked = v.looseObject({
  model: v.string(),
  max_tokens: v.optional(v.number()),
  /** Of chat/completions. */
  messages: v.optional(v.array(message)),
  /** Of the Responses API. */
  instructions: v.optional(v.string()),
  input: v.optional(v.array(v.looseObject({ ...message.entries }))),
  previous_response_id: v.optional(v.string()),
});

/** A request the model server got. */
export interface Asked {
  readonly body: v.InferOutput<typeof asked>;
  /** Every message, as `role: text`. */
  readonly said: readonly string[];
  /** Whether the asker hung up before the answer was whole. */
  hungUp: boolean;
  /** Whether the answer has ended, one way or the other. */
  over: boolean;
}

/** Time between two words of an endless answer, in ms. */
const wordMs = 2;
/** Lets what was written reach the other side before the connection is cut, in ms. */
const hangUpMs = 20;

/**
 * The model behind a server under test: chat/completions and the Responses API over HTTP, on loopback. It knows
 * one model, `m`, and remembers nothing. The last message says what to answer: `say WORDS`, `cut WORDS` (as if
 * out of tokens), `talk NAME` (NAME until out of tokens, or for ever), `break WORDS` (hangs up after them), or
 * `fail STATUS`.
 */
export class ModelServer {
  readonly requests: Asked[] = [];
  /** Counts answers, for ids that never come again. */
  private answers = 0;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<ModelServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ModelServer(server);
  }

  /** Base URL of both APIs. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The model server does not listen.');
    return `http://127.0.0.1:${address.port}/v1`;
  }

  /** Waits until `look` holds of the requests so far. */
  until(look: (requests: readonly Asked[]) => boolean): Promise<void> {
    return new Promise(resolve => {
      const attempt = (): void => {
        if (!look(this.requests)) return;
        this.waiting.delete(attempt);
        resolve();
      };
      this.waiting.add(attempt);
      attempt();
    });
  }

  async dispose(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private changed(): void {
    for (const look of this.waiting) look();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'm', object: 'model' }] }));
      return;
    }
    let text = '';
    for await (const piece of request) text += String(piece);
    const body = v.parse(asked, JSON.parse(text));
    const said = [...(body.messages ?? []), ...(body.input ?? [])].map(
      ({ role, content }) =>
        `${role}: ${typeof content === 'string' ? content : content.map(part => part.text).join('')}`,
    );
    const entry: Asked = { body, said, hungUp: false, over: false };
    response.on('close', () => {
      entry.over = true;
      entry.hungUp = !response.writableFinished;
      this.changed();
    });
    this.requests.push(entry);
    this.changed();
    const [, verb, rest = ''] = /: (\w+) ?(.*)$/s.exec(said.at(-1) ?? '') ?? [];
    if (body.model !== 'm') return fail(response, 404, 'model_not_found');
    if (body.previous_response_id) return fail(response, 400, 'previous_response_not_found');
    if (verb === 'fail') return fail(response, Number(rest), `code_${rest}`);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const stream = body.messages ? chatStream(response) : responsesStream(response, ++this.answers);
    const words = rest.split(/(?<= )/);
    if (verb === 'talk') {
      for (let left = body.max_tokens ?? Infinity; left > 0 && !response.destroyed; left--) {
        stream.text(`${rest} `);
        await new Promise(resolve => setTimeout(resolve, wordMs));
      }
      return stream.end(true);
    }
    for (const word of words) stream.text(word);
    if (verb !== 'break') return stream.end(verb === 'cut');
    await new Promise(resolve => setTimeout(resolve, hangUpMs));
    response.destroy();
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 429 ? { 'retry-after': '2' } : {}),
  });
  response.end(JSON.stringify({ error: { message: `The model answers ${status}.`, type: 'test', code } }));
}

/** Tokens every answer is said to have cost. */
export const usage = { input: 7, cached: 3, output: 2 };

interface Stream {
  text(text: string): void;
  /** `cut` when the tokens ran out. */
  end(cut: boolean): void;
}

function chatStream(response: ServerResponse): Stream {
  const head = { id: 'chat', object: 'chat.completion.chunk', created: 1, model: 'm' };
  const write = (chunk: object): void =>
    void response.write(`data: ${JSON.stringify({ ...head, ...chunk })}\n\n`);
  return {
    text: text =>
      write({ choices: [{ index: 0, delta: { role: 'assistant', content: text }, finish_reason: null }] }),
    end(cut) {
      write({ choices: [{ index: 0, delta: {}, finish_reason: cut ? 'length' : 'stop' }] });
      const counts = {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: { cached_tokens: usage.cached },
      };
      write({ choices: [], usage: counts });
      response.end('data: [DONE]\n\n');
    },
  };
}

function responsesStream(response: ServerResponse, n: number): Stream {
  let number = 0;
  let all = '';
  const write = (type: string, event: object): void => {
    const data = JSON.stringify({ type, sequence_number: number++, ...event });
    response.write(`event: ${type}\ndata: ${data}\n\n`);
  };
  const item_id = `msg_${n}`;
  const place = { item_id, output_index: 0, content_index: 0 };
  const head = { id: `resp_${n}`, object: 'response', created_at: 1, model: 'm', usage: null };
  const item = (status: string): object => ({
    id: item_id,
    type: 'message',
    role: 'assistant',
    status,
    content: all === '' ? [] : [{ type: 'output_text', text: all, annotations: [] }],
  });
  write('response.created', { response: { ...head, status: 'in_progress', output: [] } });
  write('response.in_progress', { response: { ...head, status: 'in_progress', output: [] } });
  write('response.output_item.added', { output_index: 0, item: item('in_progress') });
  write('response.content_part.added', {
    ...place,
    part: { type: 'output_text', text: '', annotations: [] },
  });
  return {
    text(text) {
      all += text;
      write('response.output_text.delta', { ...place, delta: text });
    },
    end(cut) {
      const status = cut ? 'incomplete' : 'completed';
      write('response.output_text.done', { ...place, text: all });
      write('response.content_part.done', {
        ...place,
        part: { type: 'output_text', text: all, annotations: [] },
      });
      write('response.output_item.done', { output_index: 0, item: item('completed') });
      const counts = {
        input_tokens: usage.input,
        output_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        input_tokens_details: { cached_tokens: usage.cached },
        output_tokens_details: { reasoning_tokens: 0 },
      };
      const details = cut ? { incomplete_details: { reason: 'max_output_tokens' } } : {};
      write(`response.${status}`, {
        response: { ...head, ...details, status, output: [item(status)], usage: counts },
      });
      response.end();
    },
  };
}

import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import * as v from 'valibot';
import { readForm } from '../../../src/protocol/promptForms';
import { listen } from '../network/front';

/** What the server does with the tier `ultrafast`. */
export type TierConduct = 'served' | 'refused' | 'lower';

const request = v.looseObject({
  type: v.literal('response.create'),
  model: v.string(),
  stream_id: v.optional(v.string()),
  service_tier: v.optional(v.string()),
  previous_response_id: v.optional(v.string()),
  prompt_cache_options: v.optional(v.looseObject({ comparison_response_id: v.optional(v.string()) })),
  input: v.array(
    v.looseObject({
      content: v.union([v.string(), v.array(v.looseObject({ text: v.optional(v.string(), '') }))]),
    }),
  ),
});

type Create = v.InferOutput<typeof request>;

/**
 * A server of the Responses protocol over a WebSocket, with every event and field in the form of the documentation, that
 * has service tiers. It says nothing of itself in the handshake, as OpenAI's does not.
 */
export class TieredServer {
  /** The tiers that were asked for, one for each request, in order. */
  readonly asked: (string | undefined)[] = [];
  conduct: TierConduct = 'served';
  /** What to write at a cursor; any other question is answered in a sentence. */
  answer: (screen: string) => string = () => '';
  private responses = 0;
  /** How many of them were compared with an earlier one: every other time the prompt was in the cache. */
  private compared = 0;

  private constructor(
    private readonly sockets: WebSocketServer,
    private readonly close: () => Promise<void>,
    private readonly port: number,
  ) {
    sockets.on('connection', socket => {
      socket.on('error', () => undefined);
      socket.on('message', data => this.take(socket, String(data)));
    });
  }

  static async start(): Promise<TieredServer> {
    const http = createServer();
    const sockets = new WebSocketServer({ server: http });
    const port = await listen(http);
    const close = (): Promise<void> => new Promise(resolve => http.close(() => resolve()));
    return new TieredServer(sockets, close, port);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/v1/responses`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    await this.close();
  }

  private take(socket: WebSocket, frame: string): void {
    const create = v.parse(request, JSON.parse(frame));
    const tier = create.service_tier;
    this.asked.push(tier);
    const lane = create.stream_id === undefined ? {} : { stream_id: create.stream_id };
    if (tier === 'ultrafast' && this.conduct === 'refused') {
      const error = {
        type: 'invalid_request_error',
        code: 'unsupported_value',
        message: `Unsupported value: 'ultrafast' is not supported with the '${create.model}' model for this project.`,
        param: 'service_tier',
      };
      socket.send(JSON.stringify({ type: 'error', status: 400, error, ...lane }));
      return;
    }
    const served = tier === 'ultrafast' && this.conduct === 'served' ? 'ultrafast' : 'default';
    this.reply(socket, create, served, lane);
  }

  private reply(socket: WebSocket, create: Create, served: string, lane: object): void {
    let number = 0;
    const say = (type: string, fields: object): void =>
      socket.send(JSON.stringify({ type, sequence_number: number++, ...lane, ...fields }));
    const compared = create.prompt_cache_options?.comparison_response_id;
    const head = {
      id: `resp_${++this.responses}`,
      object: 'response',
      created_at: 1_796_000_000,
      model: create.model,
      output: [],
      error: null,
      incomplete_details: null,
      service_tier: served,
    };
    const text = this.textFor(create);
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    const part = { type: 'output_text', text, annotations: [], logprobs: [] };
    const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part] };
    say('response.created', { response: { ...head, status: 'in_progress' } });
    say('response.in_progress', { response: { ...head, status: 'in_progress' } });
    say('response.output_item.added', {
      output_index: 0,
      item: { ...item, status: 'in_progress', content: [] },
    });
    say('response.content_part.added', { ...place, part: { ...part, text: '' } });
    for (const delta of text.match(/\S*\s*/g) ?? [])
      if (delta !== '') say('response.output_text.delta', { ...place, delta });
    say('response.output_text.done', { ...place, text });
    say('response.content_part.done', { ...place, part });
    say('response.output_item.done', { output_index: 0, item });
    const diagnosis =
      compared === undefined
        ? {}
        : {
            prompt_cache_diagnostics:
              this.compared++ % 2 === 0
                ? { type: 'cache_hit' }
                : { type: 'cache_miss', reason: 'input_changed', cache_missed_tokens: 640 },
          };
    const usage = {
      input_tokens: 2_048,
      input_tokens_details: { cached_tokens: compared === undefined ? 0 : 1_408, cache_write_tokens: 0 },
      output_tokens: 24,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2_072,
    };
    say('response.completed', {
      response: { ...head, status: 'completed', output: [item], usage, ...diagnosis },
    });
  }

  private textFor({ input }: Create): string {
    const content = input.at(-1)?.content ?? '';
    const last = typeof content === 'string' ? content : (content.at(-1)?.text ?? '');
    const form = readForm(last);
    if (form?.kind !== 'cursor') return 'A function that adds up prices, one after the other.';
    return `<fill>${this.answer(`${form.prefix}█${form.suffix}`)}</fill>`;
  }
}

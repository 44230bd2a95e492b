import type { WebSocket } from 'ws';
import * as v from 'valibot';
import { readForm } from '../../../src/protocol/promptForms';
import { startAnnouncedServer, type AnnouncedServer } from './announcedServer';

/** A completion that was asked for. */
export interface AskedPlace {
  /** The text around the cursor, with `█` at it. */
  readonly screen: string;
  readonly path: string;
  /** Everything that was sent, context included, as text. */
  readonly everything: string;
}

const request = v.looseObject({
  type: v.string(),
  stream_id: v.optional(v.string()),
  generate: v.optional(v.boolean()),
  input: v.optional(v.array(v.looseObject({ content: v.array(v.looseObject({ text: v.string() })) }))),
});

/** A server that writes down what it is asked and answers what the test says. */
export class ListeningModel {
  /** Completions that were asked for, oldest first. */
  asked: AskedPlace[] = [];
  /**
   * What to answer; set by the test. An empty text answers that nothing fits; undefined never answers; pieces are sent
   * as they come.
   */
  answer: (place: AskedPlace) => string | AsyncIterable<string> | undefined = () => '';
  /** What to answer when it is asked for the next edit in the file with this path, by this request; undefined never answers. */
  nextEdit: (path: string, request: string) => string | undefined = () => undefined;
  /** Whether an answer is put between the tags it is asked for in, or sent as it is. */
  isTagged = true;
  private turns = 0;

  private constructor(private readonly server: AnnouncedServer) {}

  /** Starts one on loopback. */
  static async start(): Promise<ListeningModel> {
    const server = await startAnnouncedServer('listening', (socket, frame) => model.take(socket, frame));
    const model: ListeningModel = new ListeningModel(server);
    return model;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.server.port}/v1/responses`;
  }

  /** Ends every connection. */
  stop(): Promise<void> {
    return this.server.stop();
  }

  /** The screens of all that was asked. */
  get screens(): readonly string[] {
    return this.asked.map(({ screen }) => screen);
  }

  private take(socket: WebSocket, frame: string): void {
    const parsed = v.safeParse(request, JSON.parse(frame));
    if (!parsed.success || parsed.output.type !== 'response.create') return;
    const texts = (parsed.output.input ?? []).flatMap(({ content }) => content.map(({ text }) => text));
    const form = readForm(texts.at(-1) ?? '');
    if (form?.kind === 'window') {
      const blocks = this.nextEdit(form.path, frame);
      if (blocks !== undefined) void this.reply(socket, parsed.output.stream_id, pieces(blocks, false));
    }
    if (form?.kind !== 'cursor') return;
    const screen = `${form.prefix}█${form.suffix}`;
    const place = { screen, path: form.path, everything: texts.join('\n') };
    this.asked.push(place);
    const text = this.answer(place);
    if (text !== undefined) void this.reply(socket, parsed.output.stream_id, pieces(text, this.isTagged));
  }

  private async reply(
    socket: WebSocket,
    lane: string | undefined,
    pieces: AsyncIterable<string>,
  ): Promise<void> {
    const id = `resp_${++this.turns}`;
    let number = 0;
    const say = (type: string, fields: object): void =>
      socket.send(
        JSON.stringify({ type, sequence_number: number++, ...(lane ? { stream_id: lane } : {}), ...fields }),
      );
    say('response.created', { response: { id } });
    let text = '';
    for await (const delta of pieces) {
      text += delta;
      say('response.output_text.delta', { item_id: 'm', delta });
    }
    say('response.output_text.done', { item_id: 'm', text });
    say('response.completed', { response: { id, status: 'completed' } });
  }
}

async function* pieces(text: string | AsyncIterable<string>, isTagged: boolean): AsyncGenerator<string> {
  if (isTagged) yield '<fill>';
  if (typeof text === 'string') yield text;
  else yield* text;
  if (isTagged) yield '</fill>';
}

import type { WebSocket } from 'ws';
import { textParts } from '../../../src/protocol/inputText';
import { parseClientFrame } from '../../../src/protocol/parseClientFrame';
import { readForm } from '../../../src/protocol/promptForms';
import { startAnnouncedServer, type AnnouncedServer } from './announcedServer';
import { waitFor } from './waitFor';

/** One piece of code that is to be rewritten. */
export interface AskedCode {
  readonly path: string;
  readonly instruction: string;
  readonly text: string;
}

/** A request for a rewrite, and the answer to it: what and when the test says. */
export class AskedEdit {
  private number = 0;
  private text = '';
  /** It was cancelled, or its connection closed. */
  isCancelled = false;

  constructor(
    readonly parts: readonly AskedCode[],
    /** Everything that was sent, as text. */
    readonly everything: string,
    readonly id: string,
    readonly lane: string | undefined,
    private readonly socket: WebSocket,
  ) {
    socket.on('close', () => (this.isCancelled = true));
    this.say('response.created', { response: { id } });
  }

  get instruction(): string {
    return this.parts.at(-1)?.instruction ?? '';
  }

  /** The code that is to be rewritten. */
  get code(): string {
    return this.parts.at(-1)?.text ?? '';
  }

  /** Answers some more, as it is. */
  send(delta: string): void {
    this.text += delta;
    this.say('response.output_text.delta', { item_id: 'm', delta });
  }

  /** Ends the answer. */
  finish(): void {
    this.say('response.output_text.done', { item_id: 'm', text: this.text });
    this.say('response.completed', { response: { id: this.id, status: 'completed' } });
  }

  /** The extension wants no more of it. */
  cancel(): void {
    this.isCancelled = true;
    const details = { reason: 'cancelled' };
    this.say('response.incomplete', {
      response: { id: this.id, status: 'incomplete', incomplete_details: details },
    });
  }

  /** Answers all at once with code. */
  answer(code: string): void {
    this.send(`\`\`\`\n${code}${code.endsWith('\n') || code === '' ? '' : '\n'}\`\`\`\n`);
    this.finish();
  }

  private say(type: string, fields: object): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const lane = this.lane === undefined ? {} : { stream_id: this.lane };
    this.socket.send(JSON.stringify({ type, sequence_number: this.number++, ...lane, ...fields }));
  }
}

/** A server on loopback that writes down which rewrites it is asked for. The test answers each. */
export class EditModel {
  /** Since it was told to forget. */
  readonly asked: AskedEdit[] = [];
  private readonly answered: AskedEdit[] = [];
  private turns = 0;

  private constructor(private readonly server: AnnouncedServer) {}

  static async start(): Promise<EditModel> {
    const server = await startAnnouncedServer('edit', (socket, frame) => model.take(socket, frame));
    const model: EditModel = new EditModel(server);
    return model;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.server.port}/v1/responses`;
  }

  /** Ends every connection. */
  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Resolves to the request with this number, from 0, once it is there. */
  async request(number: number): Promise<AskedEdit> {
    return await waitFor(`request ${number}`, () => this.asked[number]);
  }

  /** Forgets what was asked. */
  forget(): void {
    this.asked.length = 0;
  }

  private cancel(lane: string | undefined, id: string | undefined): void {
    this.answered.findLast(asked => (id === undefined ? asked.lane === lane : asked.id === id))?.cancel();
  }

  private take(socket: WebSocket, frame: string): void {
    const parsed = parseClientFrame(frame);
    if (parsed.kind === 'refused') throw new Error(parsed.refusal.message);
    const { event } = parsed;
    if (event.type === 'codex_spark.cancel')
      this.cancel(event.stream_id ?? undefined, event.response_id ?? undefined);
    if (event.type !== 'response.create') return;
    const texts = textParts(event.input).map(({ text }) => text);
    const parts = texts.flatMap(text => {
      const form = readForm(text);
      return form?.kind === 'selection' ? [form] : [];
    });
    if (parts.length === 0) return;
    const everything = [event.instructions ?? '', ...texts].join('\n');
    const lane = event.stream_id ?? undefined;
    const asked = new AskedEdit(parts, everything, `resp_${++this.turns}`, lane, socket);
    this.answered.push(asked);
    this.asked.push(asked);
  }
}

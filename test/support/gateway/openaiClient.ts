import path from 'node:path';
import * as v from 'valibot';
import type { GatewayProcess } from './gatewayProcess';
import { LineProcess } from './lineProcess';
import { modernNode, openaiFolder } from './peers';
import { describeFrame, readFrame, type SeenFrame } from './transcript';

const fact = v.variant('kind', [
  v.object({ kind: v.literal('event'), event: v.unknown() }),
  v.object({ kind: v.literal('error'), message: v.string() }),
  v.object({ kind: v.literal('close'), code: v.number() }),
  v.object({ kind: v.literal('models'), ids: v.array(v.string()) }),
  v.object({ kind: v.literal('response'), id: v.string(), text: v.string() }),
  v.object({ kind: v.literal('stream-end') }),
  v.object({
    kind: v.literal('failure'),
    status: v.optional(v.number()),
    code: v.optional(v.nullable(v.string())),
    message: v.string(),
  }),
]);

/** Something the client library reported. */
export type Fact = v.InferOutput<typeof fact>;

/** The `openai` package's own client, in a process with a Node that it takes. */
export class OpenaiClient {
  readonly process: LineProcess;

  private constructor(process: LineProcess) {
    this.process = process;
  }

  /** Starts the client for a gateway, with its token or another key. */
  static async start(gateway: GatewayProcess, key = gateway.token): Promise<OpenaiClient> {
    const driver = path.resolve('test/support/gateway/sdkDriver.mjs');
    const args = [driver, await openaiFolder(), gateway.http, key];
    return new OpenaiClient(new LineProcess(await modernNode(), args, process.env));
  }

  /** Everything reported so far. */
  get facts(): readonly Fact[] {
    return this.process.lines.map(line => v.parse(fact, JSON.parse(line)));
  }

  /** The events the library handed on so far. */
  get events(): readonly SeenFrame[] {
    return this.facts.flatMap(seen => (seen.kind === 'event' ? [readFrame(JSON.stringify(seen.event))] : []));
  }

  /** The events as lines; of one lane if a name is given, `undefined` in the list for the default lane. */
  transcript(...lanes: readonly (string | undefined)[]): string[] {
    return this.events
      .filter(({ stream_id }) => lanes.length === 0 || lanes.includes(stream_id))
      .map(describeFrame);
  }

  do(command: string, more: Readonly<Record<string, unknown>> = {}): void {
    this.process.write(JSON.stringify({ do: command, ...more }));
  }

  send(event: Readonly<Record<string, unknown>>): void {
    this.do('send', { event });
  }

  /** `response.create`; resolves with the id of the response. */
  async create(input: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const before = this.events.length;
    this.send({ type: 'response.create', model: 'replay', input, ...more });
    const lane = more['stream_id'];
    const created = await this.event(
      event => event.type === 'response.created' && event.stream_id === lane,
      before,
    );
    if (!created.response) throw new Error('no response in the event');
    return created.response.id;
  }

  /** Waits for an event. */
  event(matches: (event: SeenFrame) => boolean, from = 0): Promise<SeenFrame> {
    return this.process.until(() => this.events.slice(from).find(matches));
  }

  /** Waits for the terminal event of a response. */
  end(id: string): Promise<SeenFrame> {
    return this.event(
      ({ type, response }) => /completed|incomplete|failed/.test(type) && response?.id === id,
    );
  }

  /** Waits for a report of one kind. */
  fact<K extends Fact['kind']>(kind: K): Promise<Extract<Fact, { kind: K }>> {
    const isOfKind = (seen: Fact): seen is Extract<Fact, { kind: K }> => seen.kind === kind;
    return this.process.until(() => this.facts.find(isOfKind));
  }

  dispose(): Promise<void> {
    return this.process.kill();
  }
}

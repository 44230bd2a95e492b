import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { serverKinds } from '../upstreams/servers';
import { StandIn, type Asked, type Reply } from '../upstreams/standIn';
import { startGatewayProcess, type GatewayProcess } from './gatewayProcess';

const line = v.looseObject({
  status: v.string(),
  model: v.string(),
  upstream: v.optional(v.string()),
  fallbackFrom: v.optional(v.array(v.string())),
});

const server = v.looseObject({
  name: v.string(),
  health: v.string(),
  inFlight: v.number(),
  tally: v.looseObject({
    asked: v.number(),
    failures: v.record(v.string(), v.number()),
    fallbacks: v.number(),
    hedges: v.object({ won: v.number(), lost: v.number() }),
    wasted: v.object({ input: v.number(), output: v.number() }),
  }),
});
const status = v.looseObject({ ready: v.boolean(), servers: v.array(server) });
const answer = v.looseObject({
  model: v.string(),
  output: v.array(v.looseObject({ content: v.array(v.looseObject({ text: v.string() })) })),
});

/** The model of all stand-ins. */
export const { model } = serverKinds.vllm;

/** The entry of a stand-in in a file of upstreams. */
export function entry(name: string, { origin }: StandIn, more: object = {}): object {
  return { name, url: `${origin}/v1`, models: [model], ...more };
}

/** A server that answers every turn with these texts, and can be made to do otherwise. */
export async function speaking(
  text: string,
  behave: (asked: Asked) => Reply | undefined = () => undefined,
  port = 0,
): Promise<StandIn> {
  const reply = (asked: Asked): Reply =>
    (asked.method === 'POST' ? behave(asked) : undefined) ??
    serverKinds.vllm.reply(asked, { tokens: [text, ' ', 'speaking'] });
  return await StandIn.start(reply, undefined, port);
}

/** A gateway process over a file of upstreams, which a test writes. Dispose it. */
export class SeveralUpstreams {
  readonly file: string;
  private started: GatewayProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly script: string | undefined,
  ) {
    this.file = path.join(folder, 'upstreams.json');
  }

  /** @param script the gateway to start; undefined: the one that is built */
  static async create(script?: string): Promise<SeveralUpstreams> {
    return new SeveralUpstreams(await mkdtemp(path.join(tmpdir(), 'several-')), script);
  }

  get gateway(): GatewayProcess {
    if (!this.started) throw new Error('it was not started');
    return this.started;
  }

  async write(config: object | string): Promise<void> {
    await writeFile(this.file, typeof config === 'string' ? config : JSON.stringify(config, undefined, 2));
  }

  async start(...args: readonly string[]): Promise<void> {
    const log = path.join(this.folder, 'turns.jsonl');
    this.started = await startGatewayProcess(
      ['--config', this.file, '--turn-log', log, ...args],
      {},
      this.script,
    );
  }

  /** Has it read the file again, and waits until it says what came of it. */
  async hangUp(said = /Z (info reloaded|error not reloaded)/g): Promise<void> {
    const { process: child } = this.gateway;
    const before = child.errors.match(said)?.length ?? 0;
    child.child.kill('SIGHUP');
    await child.until(() => (child.errors.match(said)?.length ?? 0) > before || undefined);
  }

  post(input: string, more: object = {}): Promise<Response> {
    return fetch(`${this.gateway.http}/responses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.gateway.token}`,
        'content-type': 'application/json',
        connection: 'close',
      },
      body: JSON.stringify({ input, model: 'fast', ...more }),
    });
  }

  /** Asks, and returns the text, or the status and code of the failure. */
  async ask(input: string, more: object = {}): Promise<string> {
    const response = await this.post(input, more);
    const json: unknown = await response.json();
    if (response.status !== 200) return `${response.status} ${JSON.stringify(json)}`;
    return v.parse(answer, json).output[0]?.content[0]?.text ?? '';
  }

  get(where: string): Promise<Response> {
    const base = this.gateway.http.replace(/\/v1$/, '');
    return fetch(`${base}${where}`, {
      headers: { authorization: `Bearer ${this.gateway.token}`, connection: 'close' },
    });
  }

  async status(): Promise<v.InferOutput<typeof status>> {
    return v.parse(status, await (await this.get('/status.json')).json());
  }

  /** The lines of turns that are written by now. */
  async lines(): Promise<v.InferOutput<typeof line>[]> {
    const text = await readFile(path.join(this.folder, 'turns.jsonl'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map(one => v.parse(line, JSON.parse(one)));
  }

  async dispose(): Promise<void> {
    await this.started?.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}

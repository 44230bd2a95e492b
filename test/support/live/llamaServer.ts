import * as v from 'valibot';
import { LineProcess } from '../gateway/lineProcess';
import { waitFor } from '../host/waitFor';
import { liveParts, type LiveParts } from './liveParts';

/** The models there are. */
export type LlamaModel = Exclude<keyof LiveParts['llama'], 'python' | 'script'>;

/** How a server is started; what is left out is llama.cpp's default. */
export interface LlamaOptions {
  readonly model: LlamaModel;
  /** Port; any free one by default. */
  readonly port?: number;
  /** `-c`: tokens of context, divided among the slots. */
  readonly context?: number;
  /** `-np`: requests at the same time. */
  readonly slots?: number;
  /** `-b`: most tokens of a prompt that are read in one go. */
  readonly batch?: number;
  /** `-t`: threads. */
  readonly threads?: number;
  /** `--cache-reuse`: fewest tokens of a cached stretch that is moved to another place. */
  readonly cacheReuse?: number;
  readonly apiKey?: string;
}

const slot = v.looseObject({
  id: v.number(),
  is_processing: v.boolean(),
  next_token: v.optional(v.array(v.looseObject({ n_decoded: v.number() }))),
});

const health = v.looseObject({ status: v.optional(v.string()) });

/** What the server has counted since it was started, in tokens, and in requests where the name says so. */
export interface LlamaCounts {
  /** Of prompts, read. */
  readonly read: number;
  /** Of prompts, found in a cache. */
  readonly cached: number;
  /** Written. */
  readonly written: number;
  /** Steps of computing; one for each batch of a prompt, one for each token that is written. */
  readonly steps: number;
  readonly runningRequests: number;
  readonly waitingRequests: number;
}

/** llama.cpp's own server, as a process. Whoever starts it stops it. */
export class LlamaServer {
  readonly process: LineProcess;
  readonly #port: number;
  readonly #key: string | undefined;

  private constructor(process: LineProcess, port: number, key: string | undefined) {
    this.process = process;
    this.#port = port;
    this.#key = key;
  }

  /** Starts one and waits until it has its model. */
  static async start(options: LlamaOptions): Promise<LlamaServer> {
    const process = launch(options);
    // An address may be told before the model is there, or behind lines of its log.
    const line = await process.until(() => process.lines.find(each => each.startsWith('http://')));
    const server = new LlamaServer(process, Number(new URL(line).port), options.apiKey);
    await waitFor('the model', async () => (await server.#health()) === 'ok' || undefined);
    return server;
  }

  /** Starts one on a port that is known, and waits for nothing. */
  static launch(options: LlamaOptions & { readonly port: number }): LlamaServer {
    return new LlamaServer(launch(options), options.port, options.apiKey);
  }

  get port(): number {
    return this.#port;
  }

  /** Its address without a path. */
  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Asks it itself, past the gateway. */
  async post(path: string, body: unknown): Promise<{ status: number; json: unknown }> {
    const response = await fetch(this.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.#headers() },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  }

  /** Its slots: each serves one request at a time. */
  async slots(): Promise<readonly v.InferOutput<typeof slot>[]> {
    return v.parse(v.array(slot), await (await this.#get('/slots')).json());
  }

  /** What it has counted. */
  async counts(): Promise<LlamaCounts> {
    const text = await (await this.#get('/metrics')).text();
    const values = new Map(
      [...text.matchAll(/^llamacpp:(\w+) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
    );
    const of = (name: string): number => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`The server does not count ${name}:\n${text}`);
      return value;
    };
    return {
      read: of('prompt_tokens_total'),
      cached: of('prompt_tokens_cached_total'),
      written: of('tokens_predicted_total'),
      steps: of('n_decode_total'),
      runningRequests: of('requests_processing'),
      waitingRequests: of('requests_deferred'),
    };
  }

  /** How many requests it has begun to work at. */
  get begun(): number {
    return this.#logged(/slot launch_slot_: .*processing task/g);
  }

  /**
   * Waits until it has begun to work at more requests than `before`. Reads its log: a server that is asked something
   * more often than once a second does not notice that somebody has hung up.
   */
  async busy(before: number): Promise<void> {
    await this.process.until(() => this.begun > before || undefined);
  }

  /** Waits until it is done with all requests it has begun to work at; reads its log, too. */
  async idle(): Promise<void> {
    const released = (): number => this.#logged(/slot +release: .*stop processing/g);
    await this.process.until(() => released() >= this.begun || undefined);
  }

  async stop(): Promise<void> {
    await this.process.kill();
  }

  #logged(pattern: RegExp): number {
    return this.process.errors.match(pattern)?.length ?? 0;
  }

  async #health(): Promise<string | undefined> {
    const answer = await this.#get('/health').catch(() => undefined);
    return answer && v.parse(health, await answer.json()).status;
  }

  #get(path: string): Promise<Response> {
    return fetch(this.origin + path, { headers: this.#headers() });
  }

  #headers(): Readonly<Record<string, string>> {
    return {
      // It closes connections that nobody used for some seconds, perhaps at the moment of the next request.
      connection: 'close',
      ...(this.#key === undefined ? {} : { authorization: `Bearer ${this.#key}` }),
    };
  }
}

function launch({ model, port = 0, context = 4096, slots = 1, apiKey, ...more }: LlamaOptions): LineProcess {
  const { llama } = liveParts();
  const file = llama[model];
  if (file === undefined) throw new Error(`The model ${model} is not on this machine.`);
  const optional = {
    '-b': more.batch?.toString(),
    '-t': more.threads?.toString(),
    '--cache-reuse': more.cacheReuse?.toString(),
    '--api-key': apiKey,
  };
  return new LineProcess(
    llama.python,
    [
      llama.script,
      ...['--model', file, '--alias', model, '--port', String(port)],
      ...['-c', String(context), '-np', String(slots), '--temp', '0'],
      ...Object.entries(optional).flatMap(([name, value]) => (value === undefined ? [] : [name, value])),
    ],
    process.env,
  );
}

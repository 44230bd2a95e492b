import path from 'node:path';
import * as v from 'valibot';
import { HelperProcess } from '../support/helperProcess';
import { spawnGateway, type BenchGateway, type GatewayLine } from '../support/gateway';

/** Another build of the gateway that is measured in the same run. */
export interface OtherBuild {
  /** What git knows it by. */
  readonly revision: string;
  /** Path of its script. */
  readonly gateway: string;
}

/** What the bench is run with. */
export interface BenchFacts {
  /** Path of the gateway's script. */
  readonly gateway: string;
  /** Folder with the scripts of the bench's own processes. */
  readonly processes: string;
  readonly quick: boolean;
  /** A build of other sources to measure beside this one. */
  readonly against?: OtherBuild | undefined;
}

const loaded = v.object({
  firstToken: v.instance(Float64Array),
  perToken: v.instance(Float64Array),
  tokens: v.number(),
  seconds: v.number(),
  cpuMicros: v.number(),
});

/** What came of a load. Times in ms. */
export type Loaded = v.InferOutput<typeof loaded>;

/** A load: so many answers at once over the open connections, each at a speed. */
export interface Load {
  /** Whether it goes to the stand-in and not to the gateway; or the base address of a server it goes to. */
  readonly direct: boolean | string;
  /** False: what comes is only counted. */
  readonly parse: boolean;
  readonly atOnce: number;
  readonly tokens: number;
  readonly perSecond: number;
  /** Tokens of one chunk where there is no speed to keep; 8 where it is not said. */
  readonly chunk?: number;
  readonly ms: number;
}

const state = v.object({
  open: v.number(),
  asked: v.number(),
  bytes: v.number(),
  cpuMicros: v.number(),
});

/** The stand-in, the clients and a gateway between them: three processes. Dispose it. */
export class Rig {
  readonly #upstream: HelperProcess;
  readonly #clients: HelperProcess;
  readonly upstreamUrl: string;
  readonly gateway: BenchGateway;

  private constructor(
    upstream: HelperProcess,
    clients: HelperProcess,
    upstreamUrl: string,
    gateway: BenchGateway,
  ) {
    this.#upstream = upstream;
    this.#clients = clients;
    this.upstreamUrl = upstreamUrl;
    this.gateway = gateway;
  }

  static async start({ gateway: script, processes }: BenchFacts, line: GatewayLine): Promise<Rig> {
    const upstream = new HelperProcess(path.join(processes, 'upstream.process.mjs'));
    const url = await upstream.firstLine();
    const clients = new HelperProcess(path.join(processes, 'clients.process.mjs'));
    const args = ['--engine', 'upstream', '--upstream-url', url, '--upstream-server', 'vllm', ...line.args];
    return new Rig(upstream, clients, url, await spawnGateway(script, { ...line, args }));
  }

  /** Has so many connections to the gateway open. */
  async connect(count: number, parse = true, token = this.gateway.token): Promise<void> {
    const { url } = this.gateway;
    await this.#clients.ask({ do: 'connect', url, token, count, parse }, v.number());
  }

  async load({ direct, ...load }: Load): Promise<Loaded> {
    return this.#clients.ask(
      {
        do: 'load',
        ...(direct === false ? {} : { direct: direct === true ? this.upstreamUrl : direct }),
        ...load,
      },
      loaded,
    );
  }

  /** Begins an endless answer on every connection. */
  async hold(perSecond: number, reading: boolean): Promise<void> {
    await this.#clients.ask({ do: 'hold', perSecond, reading }, v.number());
  }

  /** Begins so many endless answers over HTTP, of which nothing is read. */
  async holdHttp(count: number): Promise<void> {
    const { http: url, token } = this.gateway;
    await this.#clients.ask({ do: 'holdHttp', url, token, count }, v.number());
  }

  /** Ids of the answers that were cancelled, with the time, in microseconds. */
  storm(perSecond: number, ms: number): Promise<[number, number][]> {
    return this.#clients.ask({ do: 'storm', perSecond, ms }, v.array(v.tuple([v.number(), v.number()])));
  }

  /** Connections of the clients that are open. */
  openConnections(): Promise<number> {
    return this.#clients.ask({ do: 'count' }, v.number());
  }

  async disconnect(): Promise<void> {
    await this.#clients.ask({ do: 'close' }, v.number());
  }

  /**
   * Requests running at the stand-in, asked of it so far, bytes it wrote where no speed was asked for, and its CPU time in
   * microseconds.
   */
  upstreamState(): Promise<v.InferOutput<typeof state>> {
    return this.#upstream.ask('state', state);
  }

  /** Ids of the requests that were cut off since it was asked last, with the time, in microseconds. */
  upstreamCuts(): Promise<[number, number][]> {
    return this.#upstream.ask('cuts', v.array(v.tuple([v.number(), v.number()])));
  }

  /** Waits until nothing runs at the stand-in, for 5 s at most; resolves to what still runs. */
  async upstreamQuiet(): Promise<number> {
    for (let tries = 0; ; tries++) {
      const { open } = await this.upstreamState();
      if (open === 0 || tries === 50) return open;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** A figure of the gateway's `/metrics`. */
  async metric(name: string): Promise<number> {
    const { http, token } = this.gateway;
    const response = await fetch(http.replace(/\/v1$/, '/metrics'), {
      headers: { authorization: `Bearer ${token}` },
    });
    const line = (await response.text()).split('\n').find(text => text.startsWith(`${name} `));
    if (line === undefined) throw new Error(`no ${name} in /metrics`);
    return Number(line.slice(name.length + 1));
  }

  async dispose(): Promise<void> {
    await this.#clients.stop();
    await this.gateway.stop();
    await this.#upstream.stop();
  }
}

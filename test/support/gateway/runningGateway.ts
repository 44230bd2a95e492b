import { once } from 'node:events';
import WebSocket from 'ws';
import type { Log } from '../../../src/common/log';
import { systemClock } from '../../../src/common/systemClock';
import { singleClient, type ClientDirectory } from '../../../src/gateway/clients/directory';
import { fixedLimits, type GatewayLimits } from '../../../src/gateway/limits';
import { startGateway, type GatewayServer } from '../../../src/gateway/server/gatewayServer';
import { DrivenEngine } from './drivenEngine';
import { readFrame, type SeenFrame } from './transcript';
import { silentLog } from '../../../src/common/log';

/** Token of the gateway, and headers that carry it. */
export const token = 'test-token';
export const bearer = { authorization: `Bearer ${token}` };
export const json = { ...bearer, 'content-type': 'application/json' };

/** What is not as usual. */
export interface GatewayVariant {
  readonly clients?: ClientDirectory;
  readonly limits?: Partial<GatewayLimits>;
  readonly log?: Log;
}

type Headers = Readonly<Record<string, string>>;

/** A socket of a test, and what came over it. */
export interface TestSocket {
  readonly socket: WebSocket;
  readonly frames: readonly SeenFrame[];
  /** Headers of the answer to the upgrade. */
  readonly upgrade: Readonly<Record<string, unknown>>;
}

/** A gateway in this process, with an engine that does what a test says. */
export class RunningGateway {
  readonly engine: DrivenEngine;
  readonly server: GatewayServer;
  readonly #sockets: WebSocket[] = [];
  #over = false;

  private constructor(engine: DrivenEngine, server: GatewayServer) {
    this.engine = engine;
    this.server = server;
  }

  /** Registers hooks of the `describe` it is called in: each test has a gateway of its own. */
  static forTests(variant: GatewayVariant = {}): () => RunningGateway {
    let gateway: RunningGateway | undefined;
    beforeEach(async () => {
      gateway = await RunningGateway.#start(variant);
    });
    afterEach(async () => {
      if (gateway) await gateway.#dispose();
    });
    return () => {
      if (!gateway) throw new Error('only inside of tests');
      return gateway;
    };
  }

  static async #start({ clients, limits, log }: GatewayVariant): Promise<RunningGateway> {
    const engine = new DrivenEngine();
    const server = await startGateway({
      engine,
      access: { clients: clients ?? singleClient(token), host: '127.0.0.1', allowedHosts: [] },
      port: 0,
      limits: {
        ...fixedLimits,
        maxInFlight: 16,
        maxLanes: 32,
        maxConnectionMs: 3_600_000,
        drainGraceMs: 100,
        httpIdleMs: 1_000,
        ...limits,
      },
      clock: systemClock,
      log: log ?? silentLog,
    });
    return new RunningGateway(engine, server);
  }

  /** Base address over HTTP, such as `http://127.0.0.1:4000/v1`. */
  get http(): string {
    return this.server.http;
  }

  /** Waits until something holds; fails by mocha's own time-out. */
  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      if (this.#over) throw new Error('the test is over');
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  async connect(headers: Headers = bearer, path = ''): Promise<TestSocket> {
    const socket = new WebSocket(this.server.url + path, { headers });
    this.#sockets.push(socket);
    const frames: SeenFrame[] = [];
    let upgrade: Readonly<Record<string, unknown>> = {};
    socket.on('upgrade', ({ headers: received }) => (upgrade = received));
    socket.on('message', data => {
      if (Buffer.isBuffer(data)) frames.push(readFrame(data.toString()));
    });
    await once(socket, 'open');
    return { socket, frames, upgrade };
  }

  /** The status of an upgrade that is refused; 101 when it is not. */
  refusal(headers: Headers, path = ''): Promise<number | undefined> {
    const socket = new WebSocket(this.server.url + path, { headers });
    socket.on('error', () => {});
    return new Promise(resolve => {
      socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode);
      });
      socket.on('open', () => {
        socket.terminate();
        resolve(101);
      });
    });
  }

  /** One turn over HTTP. */
  post(body: unknown, headers: Headers = json): Promise<Response> {
    return fetch(`${this.http}/responses`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async #dispose(): Promise<void> {
    this.#over = true;
    for (const socket of this.#sockets.splice(0)) socket.terminate();
    await this.server.close();
  }
}

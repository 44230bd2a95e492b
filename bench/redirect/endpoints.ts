import { systemClock } from '../../src/common/systemClock';
import type { Engine, EngineEvent } from '../../src/engines/engine';
import { singleClient } from '../../src/gateway/clients/directory';
import { pacedEngine, type Pace } from '../../src/engines/pacedEngine';
import { fixedLimits } from '../../src/gateway/limits';
import { startGateway } from '../../src/gateway/server/gatewayServer';
import type { EndpointProfile } from '../../src/session/profile';
import { startHttpOnlyServer } from '../../test/support/network/httpOnlyServer';
import { startItemServer } from './itemServer';
import { silentLog } from '../../src/common/log';

/** An endpoint that is running. */
export interface Endpoint {
  readonly url: string;
  stop(): Promise<void>;
}

/** A kind of endpoint, by what it can do. */
export interface EndpointKind {
  readonly name: string;
  /** What the session is told in place of what the server announces. */
  readonly profile: Partial<EndpointProfile>;
  start(pace: Pace): Promise<Endpoint>;
}

/** Of all endpoints here. */
export const token = 'bench-token';

const oneAtATime: Partial<EndpointProfile> = {
  ...{ concurrentLanes: false, namedLanes: false, maxInFlight: 1, maxLanes: 1 },
  ...{ steer: false, cancelMessage: false },
};

/** Every kind that the extension has to do with. */
export const endpointKinds: readonly EndpointKind[] = [
  { name: 'steers (the gateway)', profile: {}, start: startOurs },
  {
    name: 'steers, but finishes its message first',
    profile: { concurrentLanes: true, namedLanes: true, maxInFlight: 16, maxLanes: 32, steer: true },
    start: startItemServer,
  },
  { name: 'cancel message, no steering', profile: { steer: false }, start: startOurs },
  { name: 'lanes, no cancel message', profile: { steer: false, cancelMessage: false }, start: startOurs },
  { name: 'one answer at a time', profile: oneAtATime, start: startOurs },
  { name: 'HTTP only', profile: {}, start: startOverHttp },
];

async function startOurs(pace: Pace): Promise<Endpoint & { readonly port: number }> {
  const server = await startGateway({
    engine: pacedEngine(endless, pace, systemClock),
    access: { clients: singleClient(token), host: '127.0.0.1', allowedHosts: [] },
    port: 0,
    limits: { ...fixedLimits, drainGraceMs: 0, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000 },
    clock: systemClock,
    log: silentLog,
  });
  return { url: server.url, port: server.port, stop: () => server.close() };
}

async function startOverHttp(pace: Pace): Promise<Endpoint> {
  const ours = await startOurs(pace);
  const front = await startHttpOnlyServer(ours.port);
  return {
    url: `ws://127.0.0.1:${front.port}/v1/responses`,
    async stop() {
      await front.stop();
      await ours.stop();
    },
  };
}

/** Talks in one line without an end: the worst case for whoever waits for a good place to turn. */
const endless: Engine = {
  name: 'endless',
  models: ['endless'],
  async *generate(_, signal): AsyncGenerator<EngineEvent, void, undefined> {
    await Promise.resolve();
    while (!signal.aborted) yield { kind: 'text', text: ' token', tokens: 1 };
  },
  warmUp: () => Promise.resolve(),
  dispose() {},
};

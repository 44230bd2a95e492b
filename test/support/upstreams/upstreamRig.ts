import { fixedKey } from '../../../src/engines/upstream/upstreamKey';
import { systemClock } from '../../../src/common/systemClock';
import type { Clock } from '../../../src/common/clock';
import { lineLog } from '../../../src/common/logSinks';
import { singleClient } from '../../../src/gateway/clients/directory';
import type { Engine } from '../../../src/engines/engine';
import { createUpstreamEngine } from '../../../src/engines/upstream/upstreamEngine';
import type { UpstreamOptions } from '../../../src/engines/upstream/upstreamOptions';
import { fixedLimits } from '../../../src/gateway/limits';
import { startGateway, type GatewayServer } from '../../../src/gateway/server/gatewayServer';
import { StandIn, type Asked, type Reply } from './standIn';

/** A gateway in front of a stand-in, all in this process. Dispose it. */
export interface UpstreamRig {
  readonly standIn: StandIn;
  readonly engine: Engine;
  readonly gateway: GatewayServer;
  /** Everything that was logged, a line each. */
  readonly log: readonly string[];
  dispose(): Promise<void>;
}

/** The machine's clock, except that nobody waits before trying again. */
const hurriedClock: Clock = {
  now: () => systemClock.now(),
  setTimeout: (callback, delay) => systemClock.setTimeout(callback, delay <= 1_000 ? 0 : delay),
};

const waits = { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 30_000 };

/** Starts both. `path` is what stands behind the stand-in's origin in the address that is given. */
export async function startRig(
  answer: (asked: Asked) => Reply,
  { path = '', ...options }: Partial<UpstreamOptions> & { readonly path?: string } = {},
  clock: Clock = hurriedClock,
): Promise<UpstreamRig> {
  const standIn = await StandIn.start(answer);
  const lines: string[] = [];
  const log = lineLog((level, line) => void lines.push(`${level} ${line}`));
  const engine = await createUpstreamEngine({
    url: standIn.origin + path,
    model: undefined,
    key: fixedKey(undefined),
    api: 'auto',
    fim: undefined,
    server: undefined,
    warmUp: 'auto',
    waits,
    authorities: undefined,
    environment: {},
    log,
    clock,
    ...options,
  });
  const gateway = await startGateway({
    engine,
    access: { clients: singleClient(rigToken), host: '127.0.0.1', allowedHosts: [] },
    port: 0,
    limits: { ...fixedLimits, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000 },
    clock: systemClock,
    log,
  });
  return {
    standIn,
    engine,
    gateway,
    log: lines,
    async dispose() {
      await gateway.close();
      await standIn.dispose();
    },
  };
}

/** What the rig's gateway lets in. */
export const rigToken = 'rig-token';

/** What a client sees of one turn over HTTP, without streaming. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  /** Of the error, if it is one. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly type: string | undefined;
  /** Of the response object, if there is one. */
  readonly state: string | undefined;
  readonly reason: string | undefined;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: string; readonly call_id: string }[];
  readonly usage: unknown;
  readonly serviceTier: string | undefined;
}

/** Asks the gateway one thing. */
export async function ask(
  rig: Pick<UpstreamRig, 'gateway'>,
  body: Readonly<Record<string, unknown>>,
): Promise<Seen> {
  const response = await fetch(`${rig.gateway.http}/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${rigToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return readSeen(response.status, response.headers, (await response.json()) as Json);
}

type Json = Readonly<Record<string, unknown>>;

function readSeen(status: number, headers: Headers, json: Json): Seen {
  const error = (json['error'] ?? {}) as Json;
  const output = (json['output'] ?? []) as readonly Json[];
  const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    status,
    headers,
    code: string(error['code']),
    message: string(error['message']),
    type: string(error['type']),
    state: string(json['status']),
    serviceTier: string(json['service_tier']),
    reason: string((json['incomplete_details'] as Json | null | undefined)?.['reason']),
    text: output
      .flatMap(item => (item['content'] ?? []) as readonly Json[])
      .map(part => string(part['text']) ?? '')
      .join(''),
    calls: output
      .filter(item => item['type'] === 'function_call')
      .map(item => ({
        name: String(item['name']),
        arguments: String(item['arguments']),
        call_id: String(item['call_id']),
      })),
    usage: json['usage'],
  };
}

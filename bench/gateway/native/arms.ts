import path from 'node:path';
import * as v from 'valibot';
import { HelperProcess } from '../../support/helperProcess';
import { spawnGateway } from '../../support/gateway';
import type { BenchFacts } from '../rig';
import { compiled, LineProgram } from './programs';

const loaded = v.object({
  tokens: v.number(),
  seconds: v.number(),
  cpuMicros: v.number(),
  firstToken: v.array(v.number()),
  perToken: v.array(v.number()),
});

/** What came of a load. Times of tokens in microseconds. */
export type NativeLoaded = v.InferOutput<typeof loaded>;

/** So many answers at once, each of so many tokens at a speed, for so long. */
export interface NativeLoad {
  readonly atOnce: number;
  readonly tokens: number;
  readonly perSecond: number;
  readonly ms: number;
}

/** One of those that are asked in turns. */
export interface Arm {
  readonly name: string;
  load(load: NativeLoad): Promise<NativeLoaded>;
  /** CPU time so far of what stands between clients and stand-in, in seconds. */
  cpuSeconds(): Promise<number>;
}

/** A stand-in and what is asked in front of it. */
export interface NativeRig {
  readonly arms: readonly Arm[];
  /** CPU time so far of the stand-in, in seconds. */
  standInSeconds(): Promise<number>;
  dispose(): Promise<void>;
}

const state = v.object({ cpuMicros: v.number() });

/**
 * Starts the stand-in itself, a bare pipe of Node before it, the older build if there is one, this build, and this build with
 * two workers; each with clients of its own, which rest while others ask. Resolves to undefined where the programs of the rig
 * cannot be compiled. The caller disposes it.
 */
export async function startNativeRig(facts: BenchFacts, workers: boolean): Promise<NativeRig | undefined> {
  const programs = await Promise.all([
    compiled('standIn', facts.processes),
    compiled('readers', facts.processes),
  ]);
  const [standIn, readers] = programs;
  if (standIn === undefined || readers === undefined) return undefined;
  const ends: (() => Promise<void>)[] = [];
  const program = (file: string): LineProgram => {
    const started = new LineProgram(file);
    ends.unshift(() => started.stop());
    return started;
  };
  const upstream = program(standIn);
  const url = await upstream.line();
  const clients = async (port: string, token: string, connections: number): Promise<Arm['load']> => {
    const asked = program(readers);
    if (connections > 0) await asked.ask(`connect ${port} ${token} ${connections}`, v.number());
    const where = connections > 0 ? 'ws' : port;
    return ({ atOnce, tokens, perSecond, ms }) =>
      asked.ask(`load ${where} ${atOnce} ${tokens} ${perSecond} ${ms}`, loaded);
  };
  const pipe = async (): Promise<Arm> => {
    const process = new HelperProcess(path.join(facts.processes, 'pipe.process.mjs'), [url]);
    ends.unshift(() => process.stop());
    const load = await clients(await process.firstLine(), 'none', 100);
    return {
      name: 'bare pipe',
      load,
      cpuSeconds: async () => (await process.ask('cpu', v.number())) / 1e6,
    };
  };
  const gateway = async (name: string, script: string, args: readonly string[]): Promise<Arm> => {
    const line = ['--engine', 'upstream', '--upstream-url', url, '--upstream-server', 'vllm', ...args];
    const started = await spawnGateway(script, { args: line });
    ends.unshift(() => started.stop());
    const load = await clients(new URL(started.http).port, started.token, 100);
    return { name, load, cpuSeconds: () => cpuOf(started) };
  };
  const { against } = facts;
  const arms: Arm[] = [
    {
      name: 'stand-in itself',
      load: await clients(new URL(url).port, '', 0),
      cpuSeconds: () => Promise.resolve(0),
    },
    await pipe(),
    ...(against ? [await gateway(against.revision, against.gateway, [])] : []),
    await gateway('this build', facts.gateway, []),
    ...(workers ? [await gateway('this build, two workers', facts.gateway, ['--workers', '2'])] : []),
  ];
  return {
    arms,
    standInSeconds: async () => (await upstream.ask('', state)).cpuMicros / 1e6,
    async dispose() {
      for (const end of ends) await end();
    },
  };
}

async function cpuOf({ http, token }: { http: string; token: string }): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(http.replace(/\/v1$/, '/metrics'), { headers });
  const line = /^process_cpu_seconds_total (\S+)$/m.exec(await response.text());
  return Number(line?.[1]);
}

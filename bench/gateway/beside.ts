import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { Rig, type BenchFacts, type Load } from './rig';

/** What one build showed in all rounds of a load. */
interface Seen {
  tokens: number;
  seconds: number;
  cpuSeconds: number;
  /** Of the clients and of the stand-in. */
  rigSeconds: number;
  readonly firstToken: number[];
  readonly perToken: number[];
}

/** This build and another one in turns: what a token costs each, and what each adds to the first one. */
export async function beside(facts: BenchFacts): Promise<Table[]> {
  const { against } = facts;
  if (!against) return [];
  const builds = [
    { name: against.revision, rig: await Rig.start({ ...facts, gateway: against.gateway }, { args: [] }) },
    { name: 'this build', rig: await Rig.start(facts, { args: [] }) },
  ];
  try {
    return [await poured(builds, facts.quick), await paced(builds, facts.quick)];
  } finally {
    for (const { rig } of builds) await rig.dispose();
  }
}

interface Build {
  readonly name: string;
  readonly rig: Rig;
}

async function poured(builds: readonly Build[], quick: boolean): Promise<Table> {
  for (const { rig } of builds) await rig.connect(16, false);
  const rows: (string | number)[][] = [];
  for (const chunk of [1, 8]) {
    const load = { direct: false, parse: false, atOnce: 16, tokens: 2000, perSecond: 0, chunk, ms: 1500 };
    const seen = await inTurns(builds, load, quick ? 1 : 3);
    rows.push(
      ...seen.map((one, at) => {
        const micros = (one.cpuSeconds * 1e6) / one.tokens;
        const first = seen[0] ?? one;
        const ratio = micros / ((first.cpuSeconds * 1e6) / first.tokens);
        const perSecond = Math.round(one.tokens / one.seconds);
        return [builds[at]?.name ?? '', chunk, perSecond, round(micros), round(ratio)];
      }),
    );
  }
  for (const { rig } of builds) await rig.disconnect();
  return {
    title: 'Side by side: 16 answers poured out as fast as they are read',
    columns: ['', 'tokens of a chunk', 'tokens a second', 'CPU µs a token', 'to the first'],
    rows,
    notes: [
      'In turns, each build with a stand-in and clients of its own, which rest while the other is asked.',
    ],
  };
}

async function paced(builds: readonly Build[], quick: boolean): Promise<Table> {
  for (const { rig } of builds) await rig.connect(100);
  const rows: (string | number)[][] = [];
  for (const atOnce of [1, 20, 40]) {
    const load = { parse: true, atOnce, tokens: 100, perSecond: 1000, ms: 1500 };
    const rounds = quick ? 1 : 4;
    const directs = await inTurns(builds, { ...load, direct: true }, rounds);
    const seen = await inTurns(builds, { ...load, direct: false }, rounds);
    seen.forEach((one, at) => {
      const direct = directs[at] ?? one;
      const [first, firstDirect] = [summary(one.firstToken), summary(direct.firstToken)];
      const [token, tokenDirect] = [summary(one.perToken), summary(direct.perToken)];
      rows.push([
        ...[builds[at]?.name ?? '', atOnce, Math.round(one.tokens / one.seconds)],
        ...[round(first.p50 - firstDirect.p50), round(first.p95 - firstDirect.p95)],
        ...[round(token.p50 - tokenDirect.p50), round(token.p95 - tokenDirect.p95)],
        round((one.cpuSeconds * 1e6) / one.tokens),
        `${Math.round((one.cpuSeconds * 100) / one.seconds)} %`,
        `${Math.round((one.rigSeconds * 100) / one.seconds)} %`,
      ]);
    });
  }
  return {
    title:
      'Side by side: answers at 1000 tokens/s each, 100 connections; added to the stand-in itself, in ms',
    columns: [
      ...['', 'answers at once', 'tokens/s', 'first token p50', 'p95', 'per token p50', 'p95'],
      ...['CPU µs a token', 'share of a core', 'of clients and stand-in'],
    ],
    rows,
    notes: ['Targets: under 1 ms (p50) and 3 ms (p95), added to the first token and to each.'],
  };
}

async function inTurns(builds: readonly Build[], load: Load, rounds: number): Promise<Seen[]> {
  for (const { rig } of builds) await rig.load({ ...load, ms: 800 });
  const seen = builds.map((): Seen => ({
    tokens: 0,
    seconds: 0,
    cpuSeconds: 0,
    rigSeconds: 0,
    firstToken: [],
    perToken: [],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const [at, { rig }] of builds.entries()) {
      const into = seen[at];
      if (!into) continue;
      const before = await rig.metric('process_cpu_seconds_total');
      const standIn = (await rig.upstreamState()).cpuMicros;
      const { tokens, seconds, firstToken, perToken, cpuMicros } = await rig.load(load);
      into.cpuSeconds += (await rig.metric('process_cpu_seconds_total')) - before;
      into.rigSeconds += (cpuMicros + (await rig.upstreamState()).cpuMicros - standIn) / 1e6;
      into.tokens += tokens;
      into.seconds += seconds;
      into.firstToken.push(...firstToken);
      into.perToken.push(...perToken);
    }
  }
  return seen;
}

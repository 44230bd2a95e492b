import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { startNativeRig, type Arm, type NativeLoad, type NativeRig } from './native/arms';
import type { BenchFacts } from './rig';

/** What one arm has shown in all rounds. Times of tokens in ms. */
interface Seen {
  readonly firstToken: number[];
  readonly perToken: number[];
  tokens: number;
  seconds: number;
  cpuSeconds: number;
  rigSeconds: number;
}

const noCompiler = 'crowd, firstToken: left out, since they need Linux and g++';

/**
 * Many answers at 1000 tokens/s each, with a stand-in and clients that leave the cores to what is measured: a bare pipe of
 * Node, an older build if there is one, this build, alone and with two workers.
 */
export async function crowd(facts: BenchFacts): Promise<Table[]> {
  const rig = await startNativeRig(facts, true);
  if (!rig) return (console.log(noCompiler), []);
  const rows: (string | number)[][] = [];
  try {
    for (const atOnce of [1, 10, 20, 30, 40]) {
      const load = { atOnce, tokens: 100, perSecond: 1000, ms: facts.quick ? 500 : 1500 };
      const seen = await inTurns(rig, load, facts.quick ? 1 : 4);
      const [direct] = seen;
      for (const [at, one] of seen.entries()) {
        const added = (what: 'firstToken' | 'perToken'): number[] => {
          const [own, least] = [summary(one[what]), summary(direct?.[what] ?? [])];
          return [round(own.p50 - least.p50), round(own.p95 - least.p95)];
        };
        const figures =
          at === 0
            ? [...both(one.firstToken), ...both(one.perToken)]
            : [...added('firstToken'), ...added('perToken')];
        const share = (seconds: number): string => `${Math.round((seconds * 100) / one.seconds)} %`;
        rows.push([
          ...[rig.arms[at]?.name ?? '', atOnce, Math.round(one.tokens / one.seconds), ...figures],
          ...[round((one.cpuSeconds * 1e6) / one.tokens), share(one.cpuSeconds), share(one.rigSeconds)],
        ]);
      }
    }
  } finally {
    await rig.dispose();
  }
  return [
    {
      title:
        'Answers at 1000 tokens/s each, 100 connections; in ms, of the stand-in as it is, of all others what they add',
      columns: [
        ...['', 'answers at once', 'tokens/s', 'first token p50', 'p95', 'per token p50', 'p95'],
        ...['CPU µs a token', 'share of a core', 'of clients and stand-in'],
      ],
      rows,
      notes: [
        'In turns, in rounds. Stand-in and clients are native programs, and all share the cores of this machine.',
        'Targets: under 1 ms (p50) and 3 ms (p95), added to the first token and to each.',
      ],
    },
  ];
}

/** Rounds of one answer at a time, behind which a row is made: how a first token gets faster while a process runs. */
const phases: readonly (readonly [name: string, rounds: number])[] = [
  ['1 to 50', 1],
  ['51 to 300', 5],
  ['301 to 1500', 24],
];

/** What is added to a first token when a single answer runs, from the first turn of a process on. */
export async function firstToken(facts: BenchFacts): Promise<Table[]> {
  const rig = await startNativeRig(facts, false);
  if (!rig) return (console.log(noCompiler), []);
  const rows: (string | number)[][] = [];
  try {
    const [direct] = rig.arms;
    await direct?.load({ atOnce: 1, tokens: 10, perSecond: 1000, ms: 500 });
    for (const [name, rounds] of facts.quick ? phases.slice(0, 1) : phases) {
      const load = { atOnce: 1, tokens: 10, perSecond: 1000, ms: 500 };
      const seen = await inTurns(rig, load, rounds, false);
      const least = levelsOf(seen[0]?.firstToken ?? []);
      for (const [at, { firstToken: values, cpuSeconds }] of seen.entries()) {
        const added = levelsOf(values).map((level, n) => round(level - (least[n] ?? NaN)));
        rows.push([
          ...[rig.arms[at]?.name ?? '', name, values.length],
          ...(at === 0 ? least : added),
          round((cpuSeconds * 1000) / values.length),
        ]);
      }
    }
  } finally {
    await rig.dispose();
  }
  return [
    {
      title:
        'The first token of one answer at a time, from the first turn of the processes on; in ms, of the stand-in as it is, of all others what they add',
      columns: ['', 'turns', 'counted', 'p10', 'p50', 'p95', 'CPU ms a turn'],
      rows,
      notes: [
        'In turns, in rounds of half a second; prompts of 2 KB, answers of ten tokens at 1000 tokens/s.',
        'The bare pipe reads nothing and checks nothing: below it nothing on Node can be. A tenth of all turns is faster than p10: on a busy machine that is what undisturbed ones take.',
      ],
    },
  ];
}

async function inTurns(rig: NativeRig, load: NativeLoad, rounds: number, warm = true): Promise<Seen[]> {
  if (warm) for (const arm of rig.arms) await arm.load({ ...load, ms: 500 });
  const seen = rig.arms.map((): Seen => ({
    ...{ firstToken: [], perToken: [], tokens: 0, seconds: 0, cpuSeconds: 0, rigSeconds: 0 },
  }));
  for (let count = 0; count < rounds; count++)
    for (const [at, arm] of rig.arms.entries()) {
      const into = seen[at];
      if (into) await oneRound(rig, arm, load, into);
    }
  return seen;
}

async function oneRound(rig: NativeRig, arm: Arm, load: NativeLoad, into: Seen): Promise<void> {
  const before = await arm.cpuSeconds();
  const standIn = await rig.standInSeconds();
  const { firstToken: first, perToken, tokens, seconds, cpuMicros } = await arm.load(load);
  into.rigSeconds += (await rig.standInSeconds()) - standIn + cpuMicros / 1e6;
  into.cpuSeconds += (await arm.cpuSeconds()) - before;
  into.tokens += tokens;
  into.seconds += seconds;
  for (const micros of first) into.firstToken.push(micros / 1000);
  for (const micros of perToken) into.perToken.push(micros / 1000);
}

function both(values: readonly number[]): number[] {
  const { p50, p95 } = summary(values);
  return [p50, p95];
}

/** What a tenth, half and 19 of 20 are below. */
function levelsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [round(sorted[Math.floor(sorted.length / 10)] ?? NaN), ...both(values)];
}

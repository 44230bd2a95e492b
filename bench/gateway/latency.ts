import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { Rig, type BenchFacts, type Loaded } from './rig';

/** Connections, and how many of them have an answer at a time. */
const cells: readonly (readonly [connections: number, atOnce: number])[] = [
  [1, 1],
  [100, 1],
  [1000, 1],
  [100, 10],
  [1000, 10],
  [1000, 20],
];

/** What the gateway adds to each token and to the first one, against the same clients at the stand-in itself. */
export async function latency(facts: BenchFacts): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const [connections, atOnce] of cells) {
    const rig = await Rig.start(facts, { args: [] });
    try {
      await rig.connect(connections);
      rows.push(await cell(rig, connections, atOnce, facts.quick ? 1 : 10));
    } finally {
      await rig.dispose();
    }
  }
  return {
    title: 'What the gateway adds, in ms; every answer at 1000 tokens/s',
    columns: [
      ...['connections', 'answers at once', 'tokens/s', 'per token: direct p50', 'p95', 'gateway p50', 'p95'],
      ...['added p50', 'added p95', 'first token: direct p50', 'p95', 'gateway p50', 'p95', 'added p50'],
      ...['added p95', 'gateway CPU µs a token', 'targets'],
    ],
    rows,
    notes: [
      'Per token: from leaving the stand-in to being read by the client, by the machine’s monotonic clock. First token: from asking to the first token, which the stand-in sends at once.',
      'Direct: the same client code asks the stand-in itself, in the same run, in turns with the gateway (10 rounds of 1 s each). What it shows is what stand-in and clients cost by themselves.',
      'Stand-in, gateway and clients are three processes that share the cores of this machine. Prompts of 2 KB, answers of 100 tokens, each answer on the next connection.',
      'Targets: under 1 ms p50 and under 3 ms p95, added, each; "!" marks one that is missed.',
    ],
  };
}

async function cell(
  rig: Rig,
  connections: number,
  atOnce: number,
  rounds: number,
): Promise<(string | number)[]> {
  const load = { parse: true, atOnce, tokens: 100, perSecond: 1000 };
  for (const direct of [true, false]) await rig.load({ ...load, direct, ms: 1000 });
  const directs: Loaded[] = [];
  const ours: Loaded[] = [];
  let cpu = 0;
  for (let n = 0; n < rounds; n++) {
    directs.push(await rig.load({ ...load, direct: true, ms: 1000 }));
    const before = await rig.metric('process_cpu_seconds_total');
    ours.push(await rig.load({ ...load, direct: false, ms: 1000 }));
    cpu += (await rig.metric('process_cpu_seconds_total')) - before;
  }
  const tokens = ours.reduce((sum, one) => sum + one.tokens, 0);
  const seconds = ours.reduce((sum, one) => sum + one.seconds, 0);
  const token = compare(directs, ours, 'perToken');
  const first = compare(directs, ours, 'firstToken');
  const verdict = (added: readonly [number, number]): string =>
    `${added[0] < 1 ? 'ok' : '!'} ${added[1] < 3 ? 'ok' : '!'}`;
  return [
    connections,
    atOnce,
    Math.round(tokens / seconds),
    ...token.cells,
    ...first.cells,
    round((cpu * 1e6) / tokens),
    `${verdict(token.added)}, ${verdict(first.added)}`,
  ];
}

function compare(directs: readonly Loaded[], ours: readonly Loaded[], what: 'perToken' | 'firstToken') {
  const all = (runs: readonly Loaded[]) => summary(runs.flatMap(run => [...run[what]]));
  const direct = all(directs);
  const through = all(ours);
  const added = [round(through.p50 - direct.p50), round(through.p95 - direct.p95)] as const;
  return { added, cells: [direct.p50, direct.p95, through.p50, through.p95, ...added] };
}

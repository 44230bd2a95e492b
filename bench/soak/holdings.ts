import type { ChildProcess } from 'node:child_process';
import * as v from 'valibot';

const answer = v.object({
  heapUsed: v.number(),
  external: v.number(),
  rss: v.number(),
  mostRss: v.number(),
  resources: v.array(v.string()),
});

/** What a process holds after a collection, and the most that was resident so far. Sizes in bytes. */
export interface Holdings extends v.InferOutput<typeof answer> {
  /** What keeps its event loop alive, by kind, sorted: `TCPSocketWrap`, `Timeout`... */
  readonly resources: string[];
}

/** Of this process, which must run with `--expose-gc`. */
export function ownHoldings(): Holdings {
  if (!globalThis.gc) throw new Error('run with node --expose-gc');
  for (let times = 0; times < 2; times++) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  const mostRss = process.resourceUsage().maxRSS * 1024;
  return { heapUsed, external, rss, mostRss, resources: process.getActiveResourcesInfo().sort() };
}

/** Of a process that has loaded `gatewayProbe.mjs`. One question at a time. */
export async function holdingsOf(child: ChildProcess): Promise<Holdings> {
  const reply = new Promise<unknown>(resolve => child.once('message', resolve));
  child.send('holdings?');
  const { resources, ...memory } = v.parse(answer, await reply);
  return { ...memory, resources: resources.sort() };
}

/** The kinds in `now` that were not in `base`, each as often as it is too many. */
export function leftOver(base: readonly string[], now: readonly string[]): string[] {
  const rest = [...base];
  return now.filter(kind => {
    const at = rest.indexOf(kind);
    if (at < 0) return true;
    rest.splice(at, 1);
    return false;
  });
}

/** One measurement of a series: when, in ms from its beginning, and what, in bytes. */
export interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

/**
 * How much a series grew, in bytes: the median of its last fifth against that of the fifth after the warm-up.
 * The first tenth is the warm-up: caches fill and code is compiled. Negative when it shrank.
 */
export function growth(samples: readonly Sample[], lengthMs: number): number {
  const between = (from: number, to: number): number =>
    median(
      samples.flatMap(({ atMs, bytes }) => (atMs >= from * lengthMs && atMs < to * lengthMs ? [bytes] : [])),
    );
  return between(0.8, Infinity) - between(0.1, 0.3);
}

function median(values: number[]): number {
  if (values.length === 0) throw new Error('too few samples to compare');
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

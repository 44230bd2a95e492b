/**
 * Is our asking better than plain asking? The same server with the same model, at the same held-out places: our window,
 * context and filters through session and gateway, against a plain request for what stands between a prefix and a suffix,
 * as llama.vscode sends it. See docs/benchmarks.md.
 *
 * `--places N` (300), `--report` tells only what was measured before. What was measured is kept: a run that is cut short
 * goes on where it was; `--fresh` forgets it.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { inCache } from '../scripts/lib/paths.mjs';
import type { CorpusFile } from './live/corpus';
import { placesOf, type Place } from './live/places';
import { liveCorpus, option, startLive, type LiveBench } from './live/rig';
import { Ours, type Shown } from './live-quality/ours';
import { askPlain } from './live-quality/plain';
import { arms, outcome, scored, tableOf, type Arm, type Outcome } from './live-quality/score';
import { report } from './support/report';

/** Places of one file, one after the other. */
const perFile = 5;

/** Larger files take minutes to read on a small machine; in UTF-16 code units. */
const mostOfFile = 6_000;

/** Longest answers, in tokens. */
const limit = 48;

/** How much of what was taken out is typed, from key to key, while the line lasts; in UTF-16 code units. */
const typedOn = [2, 5];

/** As llama.cpp's own settings for models that fill in the middle have it. */
const server = { model: 'qwen', context: 8_192, batch: 1_024, cacheReuse: 256 } as const;

export async function run({
  write,
  quick,
  args,
}: {
  write: boolean;
  quick: boolean;
  args: readonly string[];
}): Promise<void> {
  const count = Number(option(args, '--places') ?? (quick ? 5 : 300));
  const file = inCache('live-quality', `${server.model}.jsonl`);
  if (args.includes('--fresh')) rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  const known = measured(file);
  const all = await liveCorpus();
  const files = all.filter(({ text }) => text.length <= mostOfFile).slice(0, Math.ceil(count / perFile));
  const isDone = (arm: Arm, { id }: Place): boolean => known.some(each => each.arm === arm && each.id === id);
  const open = files.map(each => ({ file: each, places: placesOf(each, perFile) }));
  if (
    !args.includes('--report') &&
    open.some(({ places }) => places.some(place => arms.some(arm => !isDone(arm, place))))
  ) {
    const live = await startLive(server, 1);
    try {
      for (const { file: home, places } of open) {
        for (const arm of arms) {
          const left = places.filter(place => !isDone(arm, place));
          for await (const done of measure(live, arm, home, left, all)) {
            known.push(done);
            appendFileSync(file, `${JSON.stringify(done)}\n`);
          }
        }
        console.log(`  ${home.name}`);
      }
    } finally {
      await live.stop();
    }
  }
  const wanted = new Set(open.flatMap(({ places }) => places.map(({ id }) => id)));
  await report(
    'live-quality',
    [
      tableOf(
        server.model,
        known.filter(({ id }) => wanted.has(id)),
      ),
    ],
    write,
  );
}

function measured(file: string): Outcome[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => v.parse(outcome, JSON.parse(line)));
}

/** Places of a file, from its top to its end. */
async function* measure(
  { server: llama, rigs: [rig] }: LiveBench,
  arm: Arm,
  home: CorpusFile,
  places: readonly Place[],
  all: readonly CorpusFile[],
): AsyncGenerator<Outcome> {
  if (!rig) throw new Error('no session');
  const ours = new Ours(rig.session);
  const others = all
    .filter(({ project, name }) => project === home.project && name !== home.name)
    .slice(0, 4);
  try {
    for (const place of places) {
      const ask = (most: number, typed?: string): Promise<Shown> =>
        arm === 'ours' ? ours.ask(place, most, typed) : askPlain(llama.origin, place, most, typed);
      let before = await llama.counts();
      /** Tokens of prompts read since it was asked last. */
      const read = async (): Promise<number> => {
        await llama.idle();
        const now = await llama.counts();
        const tokens = now.read - before.read;
        before = now;
        return tokens;
      };
      if (arm === 'ours') await ours.open(place, others);
      const shown = await ask(limit);
      const { firstTokenMs } = shown;
      const first = await read();
      const keys: number[] = [];
      const line = place.held.split('\n', 1)[0] ?? '';
      for (const length of typedOn.filter(each => each < line.length)) {
        await ask(1, line.slice(0, length));
        keys.push(await read());
      }
      yield {
        id: place.id,
        arm,
        ...scored(place, shown),
        ...(firstTokenMs === undefined ? {} : { firstTokenMs: Math.round(firstTokenMs) }),
        read: first,
        keys,
      };
    }
  } finally {
    ours.dispose();
  }
}

/**
 * Is our asking better than plain asking? The same server with the same model, at the same held-out places: our window,
 * context and filters through session and gateway, against a plain request for what stands between a prefix and a suffix,
 * as llama.vscode sends it. See docs/benchmarks.md.
 *
 * `--part answers|unseen|tokens|typing|right`, `--places N`, `--from N` leaves out the places before, `--report` tells only what was measured
 * before, `--show` prints the answers. What was measured is kept: a run that is cut short goes on where it was; `--fresh`
 * forgets it. `--arm ours|plain` asks, and forgets, only one of the two: when our prompts have changed, the other's answers are still good.
 * `--root FOLDER` takes the places of `unseen` from another checkout of this repository, which does not change meanwhile.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { inCache } from '../scripts/lib/paths.mjs';
import type { LlamaOptions } from '../test/support/live/llamaServer';
import { beside, importsOf, ownCorpus, ownFiles, type CorpusFile } from './live/corpus';
import { allTakenOut, middleOf, placesOf, typedAt, type Place } from './live/places';
import { liveCorpus, option, startLive, type LiveBench } from './live/rig';
import { Ours, type Said } from './live-quality/ours';
import { askPlain } from './live-quality/plain';
import { rightTable } from './live-quality/right';
import { arms, judged, outcome, type Arm, type Outcome } from './live-quality/score';
import { answersTable, tokensTable } from './live-quality/tables';
import { report } from './support/report';

/** What is measured with one model. */
interface Part {
  readonly name: 'answers' | 'unseen' | 'tokens' | 'typing';
  readonly server: LlamaOptions;
  /** How many places there are, and how many of them in one file, one after the other. */
  readonly places: number;
  readonly perFile: number;
  /** Larger files are left out; in UTF-16 code units. */
  readonly mostOfFile: number;
  /** Longest answers, in tokens. */
  readonly limit: number;
  /** Fewest lines of a file, and how many of them one place has; without it, a place has a few and any file will do. */
  readonly lines?: { readonly ofFile: number; readonly held: number };
  /**
   * How much of what was taken out is typed by the time of each further request, in UTF-16 code units: of its first line, or of all of it
   * with a pause at the end of each line.
   */
  readonly typedOn: readonly number[];
}

/** How many other files are open. */
const mostBeside = 4;

/** As llama.cpp's own settings for models that fill in the middle have it. */
const settings = { batch: 1_024, cacheReuse: 256 } as const;

/**
 * What an answer is worth only a real model tells, and one of those reads some tens of tokens a second. How many tokens are
 * read is the same for a model by chance that has its words.
 */
const parts: readonly Part[] = [
  {
    name: 'tokens',
    server: { model: 'words', context: 16_384, ...settings },
    places: 300,
    perFile: 5,
    mostOfFile: 24_000,
    limit: 8,
    typedOn: [2, 5],
  },
  {
    name: 'typing',
    server: { model: 'words', context: 16_384, ...settings },
    places: 30,
    perFile: 1,
    mostOfFile: 24_000,
    limit: 1,
    lines: { ofFile: 200, held: 20 },
    // Suggestions are asked for 6.5 times in 100 keys: see the benchmark `typing`.
    typedOn: Array.from({ length: 100 }, (_, at) => 15 * (at + 1)),
  },
  {
    name: 'answers',
    server: { model: 'qwen', context: 8_192, ...settings },
    places: 300,
    perFile: 3,
    mostOfFile: 4_000,
    limit: 40,
    typedOn: [],
  },
  {
    name: 'unseen',
    server: { model: 'qwen', context: 8_192, ...settings },
    places: 300,
    perFile: 3,
    mostOfFile: 4_000,
    limit: 40,
    typedOn: [],
  },
];

export async function run({
  write,
  quick,
  args,
}: {
  write: boolean;
  quick: boolean;
  args: readonly string[];
}): Promise<void> {
  const packages = await liveCorpus();
  const wanted = option(args, '--part');
  const tables = wanted === undefined || wanted === 'right' ? [rightTable(packages)] : [];
  for (const part of parts.filter(({ name }) => wanted === undefined || name === wanted)) {
    const all = part.name === 'unseen' ? ownCorpus(option(args, '--root')) : packages;
    const most = Number(option(args, '--places') ?? (quick ? 5 : part.places));
    const inFiles = placesIn(part, all, { from: Number(option(args, '--from') ?? 0), most });
    const outcomes = await outcomesOf(part, all, inFiles, args);
    // Of a part that was not measured there is nothing to tell.
    if (arms.some(arm => !outcomes.some(each => each.arm === arm))) continue;
    const places = new Map(inFiles.flatMap(each => each.places).map(place => [place.id, place]));
    if (args.includes('--show')) show(outcomes, places);
    tables.push(
      part.server.model === 'qwen'
        ? answersTable(
            part.name === 'unseen' ? 'code that it cannot know' : 'packages that it may know',
            outcomes,
            places,
          )
        : tokensTable(
            part.name === 'tokens' ? 'held-out places' : 'places of 20 lines that are typed',
            outcomes,
          ),
    );
  }
  await report('live-quality', tables, write && wanted === undefined);
}

/** Places of one file, from its top to its end. */
interface PlacesInFile {
  readonly file: CorpusFile;
  readonly places: readonly Place[];
}

/** The places of a part, from one to another, as far as whole files have them. */
function placesIn(
  { perFile, mostOfFile, lines }: Part,
  all: readonly CorpusFile[],
  { from, most }: { readonly from: number; readonly most: number },
): readonly PlacesInFile[] {
  return all
    .filter(({ text }) => text.length <= mostOfFile && text.split('\n').length >= (lines?.ofFile ?? 0))
    .slice(Math.ceil(from / perFile), Math.ceil(most / perFile))
    .map(file => ({
      file,
      places: lines ? [middleOf(file, lines.held)] : allTakenOut(placesOf(file, perFile)),
    }));
}

/** What came of the places of a part; measures those that were not measured yet, unless told otherwise. */
async function outcomesOf(
  part: Part,
  all: readonly CorpusFile[],
  open: readonly PlacesInFile[],
  args: readonly string[],
): Promise<readonly Outcome[]> {
  const { server } = part;
  const kept = inCache('live-quality', `${part.name}.jsonl`);
  mkdirSync(path.dirname(kept), { recursive: true });
  const wantedArms = arms.filter(arm => arm === (option(args, '--arm') ?? arm));
  const known = measured(kept).filter(({ arm }) => !args.includes('--fresh') || !wantedArms.includes(arm));
  writeFileSync(kept, known.map(each => `${JSON.stringify(each)}\n`).join(''));
  // Only of this repository all files are known, as a language service knows them.
  const importable = part.name === 'unseen' ? ownFiles(option(args, '--root')) : [];
  const left = (arm: Arm, places: readonly Place[]): readonly Place[] =>
    places.filter(({ id }) => !known.some(each => each.arm === arm && each.id === id));
  const isOpen = open.some(({ places }) => wantedArms.some(arm => left(arm, places).length > 0));
  if (isOpen && !args.includes('--report')) {
    const live = await startLive(server, 1);
    try {
      for (const { file, places } of open) {
        const near = { others: beside(file, all, mostBeside), imported: importsOf(file, importable) };
        for (const arm of wantedArms) {
          for await (const done of measure(live, arm, part, left(arm, places), near)) {
            known.push(done);
            appendFileSync(kept, `${JSON.stringify(done)}\n`);
          }
        }
        console.log(`  ${file.name}`);
      }
    } finally {
      await live.stop();
    }
  }
  const wanted = new Set(open.flatMap(({ places }) => places.map(({ id }) => id)));
  return known.filter(({ id }) => wanted.has(id));
}

/** Prints what stood at each place, and what was shown there. */
function show(outcomes: readonly Outcome[], places: ReadonlyMap<string, Place>): void {
  for (const [id, place] of places) {
    const there = outcomes.filter(each => each.id === id);
    if (there.length === 0) continue;
    console.log(`\n=== ${id}\n${place.before.split('\n').slice(-4).join('\n')}█${place.held}`);
    for (const each of there) {
      const { kept, pieces } = judged(each, place);
      console.log(`--- ${each.arm}, ${kept} of ${place.held.length} kept\n${pieces.join('¦')}`);
    }
  }
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
  { limit, lines, typedOn }: Part,
  places: readonly Place[],
  { others, imported }: { readonly others: readonly CorpusFile[]; readonly imported: readonly CorpusFile[] },
): AsyncGenerator<Outcome> {
  if (!rig) throw new Error('no session');
  const ours = new Ours(rig.session);
  try {
    for (const place of places) {
      const ask = (most: number, typed?: string): Promise<Said> =>
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
      if (arm === 'ours') await ours.open(place, others, imported);
      const { text, firstTokenMs } = await ask(limit);
      const first = await read();
      const keys: number[] = [];
      const held = lines ? place.held : (place.held.split('\n', 1)[0] ?? '');
      let paused = 0;
      for (const length of typedOn.filter(each => each < held.length)) {
        const typed = held.slice(0, length);
        const line = typed.lastIndexOf('\n') + 1;
        if (arm === 'ours' && line > paused)
          await ours.open(typedAt(place, typed.slice(0, line)), others, imported);
        paused = line;
        await ask(1, typed);
        keys.push(await read());
      }
      yield {
        id: place.id,
        arm,
        text,
        ...(firstTokenMs === undefined ? {} : { firstTokenMs: Math.round(firstTokenMs) }),
        read: first,
        keys,
      };
    }
  } finally {
    ours.dispose();
  }
}

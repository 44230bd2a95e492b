import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { inCache } from '../../scripts/lib/paths.mjs';
import { cursorInput, staticInput } from '../../src/completion/prompt/prompt';
import {
  editInput,
  editInstructionsFor,
  editSetInput,
  editSetInstructionsFor,
} from '../../src/diff/editPrompt';
import type { TurnRequest } from '../../src/session/turn';
import type { LiveRig } from '../../test/support/live/liveRig';
import type { CorpusFile } from '../live/corpus';
import { placesOf, snapshotAt, type Place } from '../live/places';
import { regionsOf, type Region } from './tasks';

/** What a model is asked for. */
export const kinds = ['completion', 'rewrite', 'edits'] as const;
export type Kind = (typeof kinds)[number];

/** One question, and what is needed to judge its answer. */
export type Task = { readonly id: string } & (
  | { readonly kind: 'completion'; readonly place: Place }
  | { readonly kind: 'rewrite' | 'edits'; readonly region: Region }
);

const answered = v.object({
  id: v.string(),
  kind: v.picklist(kinds),
  text: v.string(),
  status: v.string(),
});

/** An answer as it came. */
export type Answered = v.InferOutput<typeof answered>;

/** Tokens of the window: form is asked about here, not knowledge. */
export const windowOf = { prefix: 200, suffix: 60 };

/** Longest answers, in tokens. */
const limits = { completion: 32, rewrite: 110, edits: 100 };

/** The tasks of each kind; the first ones are the same whatever the count. */
export function tasksFrom(files: readonly CorpusFile[], count: number): readonly Task[] {
  const places = files.flatMap(file => placesOf(file, 3)).slice(0, count);
  const rewrites = files.flatMap(file => regionsOf(file, 3, [3, 9])).slice(0, count);
  const edits = files.flatMap(file => regionsOf(file, 4, [6, 14])).slice(0, count);
  // In turns, so that a run that was cut short has some of each.
  return Array.from({ length: count }, (_, at): Task[] => [
    ...places
      .slice(at, at + 1)
      .map(place => ({ kind: 'completion' as const, id: `completion ${place.id}`, place })),
    ...rewrites
      .slice(at, at + 1)
      .map(region => ({ kind: 'rewrite' as const, id: `rewrite ${region.id}`, region })),
    ...edits.slice(at, at + 1).map(region => ({ kind: 'edits' as const, id: `edits ${region.id}`, region })),
  ]).flat();
}

/** What was collected of a model so far, by task. */
export function collected(model: string): Map<string, Answered> {
  const file = fileOf(model);
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map(line => v.parse(answered, JSON.parse(line))).map(each => [each.id, each]));
}

/** Asks what was not asked yet, several at a time; each answer is kept as it comes, so that a run can be cut short. */
export async function collect(
  model: string,
  tasks: readonly Task[],
  rigs: readonly LiveRig[],
): Promise<void> {
  const known = collected(model);
  const open = tasks.filter(({ id }) => !known.has(id));
  mkdirSync(path.dirname(fileOf(model)), { recursive: true });
  const begun = performance.now();
  let done = 0;
  const work = async (rig: LiveRig): Promise<void> => {
    for (let task = open.shift(); task; task = open.shift()) {
      const { text, status, error } = await rig.start('', requestOf(task)).done;
      if (status === 'failed') console.log(`  ${task.id}: ${error?.message}`);
      else {
        appendFileSync(
          fileOf(model),
          `${JSON.stringify({ id: task.id, kind: task.kind, text, status } satisfies Answered)}\n`,
        );
      }
      if (++done % 20 === 0)
        console.log(`  ${done} answers, ${((performance.now() - begun) / done / 1000).toFixed(1)} s each`);
    }
  };
  await Promise.all(rigs.map(work));
}

function requestOf(task: Task): Partial<TurnRequest> & Pick<TurnRequest, 'lane' | 'input'> {
  const maxOutputTokens = limits[task.kind];
  if (task.kind === 'completion') {
    const input = [...staticInput([]), ...cursorInput(snapshotAt(task.place, windowOf))];
    return { lane: 'inline', input, maxOutputTokens };
  }
  const { file, code, instruction } = task.region;
  const text = task.kind === 'rewrite' ? code.replace(/\n$/, '') : code;
  const request = { path: file.name, languageId: file.language, code: text, instruction };
  return task.kind === 'rewrite'
    ? { lane: 'edit', instructions: editInstructionsFor(text), input: editInput(request), maxOutputTokens }
    : {
        lane: 'edit',
        instructions: editSetInstructionsFor([request]),
        input: editSetInput([request]),
        maxOutputTokens,
      };
}

function fileOf(model: string): string {
  return inCache('live-forms', `${model}.jsonl`);
}

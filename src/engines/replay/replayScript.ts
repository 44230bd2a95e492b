import * as v from 'valibot';
import { namedValues } from '../../protocol/namedValues';
import type { EngineRequest } from '../engine';

/** One line of a replay file. */
export interface ReplayEntry {
  /** Answers only when the newest input item holds this text. */
  readonly match?: string;
  /** Answers only when any input item, or the instructions, hold this text. */
  readonly matchAny?: string;
  /** Text to answer with. */
  readonly answer?: string;
  /** Function calls to ask for, after the text. */
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  /** Failure to answer with, before the first token, or after the text when there is an `answer`. */
  readonly error?: { readonly status: number; readonly code: string; readonly message: string };
}

const call = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  arguments: v.union([
    v.string(),
    v.pipe(
      namedValues(v.unknown()),
      v.transform(value => JSON.stringify(value)),
    ),
  ]),
});

const entry = v.pipe(
  v.strictObject({
    match: v.optional(v.string()),
    matchAny: v.optional(v.string()),
    answer: v.optional(v.string()),
    calls: v.optional(v.array(call)),
    error: v.optional(
      v.strictObject({
        status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
        code: v.pipe(v.string(), v.minLength(1)),
        message: v.string(),
      }),
    ),
  }),
  v.check(
    value => value.answer !== undefined || value.calls !== undefined || value.error !== undefined,
    'an entry needs "answer", "calls" or "error"',
  ),
);

/**
 * Reads a replay file. A name ending in `.jsonl` or `.ndjson` holds one entry a line, and the first that matches
 * answers; empty lines and lines beginning with `//` are passed over. Any other file is, whole, the answer to
 * everything. Throws an `Error` that names the line and what is wrong with it.
 */
export function parseReplayFile(name: string, text: string): readonly ReplayEntry[] {
  if (!/\.(jsonl|ndjson)$/i.test(name)) return [{ answer: text }];
  const entries = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.trimStart().startsWith('//')) return [];
    return [parseLine(line, index + 1)];
  });
  if (entries.length === 0) throw new Error('the file holds no entries');
  return entries;
}

function parseLine(line: string, number: number): ReplayEntry {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new Error(`line ${number} is not JSON`);
  }
  const read = v.safeParse(entry, json);
  if (read.success) return withoutUndefined(read.output);
  const [issue] = read.issues;
  const path = v.getDotPath(issue);
  throw new Error(`line ${number}${path ? `, field "${path}"` : ''}: ${issue.message}`);
}

function withoutUndefined({
  match,
  matchAny,
  answer,
  calls,
  error,
}: v.InferOutput<typeof entry>): ReplayEntry {
  return {
    ...(match === undefined ? {} : { match }),
    ...(matchAny === undefined ? {} : { matchAny }),
    ...(answer === undefined ? {} : { answer }),
    ...(calls === undefined ? {} : { calls }),
    ...(error === undefined ? {} : { error }),
  };
}

/** The first entry that answers a request; undefined when none does. */
export function findEntry(
  entries: readonly ReplayEntry[],
  request: Pick<EngineRequest, 'instructions' | 'input'>,
): ReplayEntry | undefined {
  const texts = request.input.map(textOf);
  const newest = texts.at(-1) ?? '';
  return entries.find(
    ({ match, matchAny }) =>
      (match === undefined || newest.includes(match)) &&
      (matchAny === undefined || [request.instructions, ...texts].some(text => text.includes(matchAny))),
  );
}

/** The text of an item: of its content, or of the output it hands in for a function call. */
function textOf(item: EngineRequest['input'][number]): string {
  const { content } = item;
  if (typeof content === 'string') return content;
  if (content) return content.map(part => part.text ?? '').join('\n');
  const output = item['output'];
  if (typeof output === 'string') return output;
  return output === undefined ? '' : JSON.stringify(output);
}

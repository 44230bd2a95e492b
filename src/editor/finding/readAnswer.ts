import * as v from 'valibot';
import { parseMarkedJson } from '../../common/modelIds';
import { serverOwning } from '../../common/ownedBy';
import { localModel, type LocalModel, type ModelFacts } from './localModel';
import { commonPath, localServers, type LocalServerName } from './localServers';
import type { LocalPlace } from './places';

/** What a port answered to one GET. Header names are in lower case. */
export interface LocalAnswer {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What an answer tells of the server. */
export interface Fingerprint {
  readonly server: LocalServerName;
  /** `loading`: it is there, and its model is not yet. */
  readonly state: 'ready' | 'needs a key' | 'loading';
  /** In the server's order. */
  readonly models: readonly LocalModel[];
}

/** As many models are taken of a list. */
const mostModels = 500;

/** Which of the known servers an answer is from, and what it has; undefined when it is from none of them. */
export function readFingerprint(
  { server: expected }: Pick<LocalPlace, 'server'>,
  answer: LocalAnswer,
): Fingerprint | undefined {
  const json = jsonOf(answer);
  if (json === undefined) return undefined;
  if (answer.status === 401 || answer.status === 403) return needsKey(expected, answer, json);
  if (isLlama(answer) && answer.status === 503 && saysLoading(json))
    return { server: 'llama.cpp', state: 'loading', models: [] };
  if (answer.status !== 200) return undefined;
  const server = serverBy(expected, answer, json);
  if (!server) return undefined;
  const models = modelsOf(answer.path, json);
  return {
    server,
    state: 'ready',
    models: keepsLoaded.has(server)
      ? models.map(model => ({ ...model, loaded: model.loaded ?? true }))
      : models,
  };
}

/** Servers that are started with their model, unless they say otherwise. */
const keepsLoaded: ReadonlySet<LocalServerName> = new Set(['llama.cpp', 'vllm', 'sglang']);

/** The path to ask a known server next, if that tells more; undefined: all is known. */
export function nextPath({ server, state, models }: Fingerprint, asked: string): string | undefined {
  if (state !== 'ready') return undefined;
  // Its own list tells all; only an old LM Studio has none.
  if (server === 'lmstudio' && asked !== commonPath && models.length > 0) return undefined;
  return localServers[server].paths.findLast(path => path !== asked);
}

/** What is known after a second answer of the same server. An answer that makes no sense changes nothing. */
export function addAnswer(known: Fingerprint, answer: LocalAnswer): Fingerprint {
  const json = jsonOf(answer);
  if (json === undefined) return known;
  if (answer.status === 401 || answer.status === 403) return { ...known, state: 'needs a key' };
  if (answer.status !== 200) return known;
  if (answer.path === '/api/ps') return { ...known, models: withLoaded(known.models, json) };
  const more = modelsOf(answer.path, json);
  return more.length === 0 ? known : { ...known, models: more };
}

function jsonOf({ headers, text }: LocalAnswer): object | undefined {
  if (/html/i.test(headers['content-type'] ?? '') || text.trimStart().startsWith('<')) return undefined;
  const json = parseMarkedJson(text);
  return typeof json === 'object' && json !== null ? json : undefined;
}

const refusal = v.object({ error: v.union([v.string(), v.looseObject({ type: v.optional(v.string()) })]) });

/** A server that wants a key says so in words of its own; which of two it is that say the same, its usual port tells. */
function needsKey(
  expected: LocalServerName | undefined,
  answer: LocalAnswer,
  json: object,
): Fingerprint | undefined {
  const parsed = v.safeParse(refusal, json);
  if (!parsed.success) return undefined;
  const { error } = parsed.output;
  const locked = (server: LocalServerName): Fingerprint => ({ server, state: 'needs a key', models: [] });
  if (isLlama(answer)) return locked('llama.cpp');
  switch (expected) {
    case 'vllm':
    case 'sglang':
    case 'ollama':
      return typeof error === 'string' && /^unauthorized$/i.test(error) ? locked(expected) : undefined;
    case 'lmstudio':
      return locked('lmstudio');
    default:
      return undefined;
  }
}

function isLlama({ headers }: LocalAnswer): boolean {
  return /^llama\.cpp\b/i.test(headers['server'] ?? '');
}

function saysLoading(json: object): boolean {
  return v.is(v.object({ error: v.looseObject({ type: v.literal('unavailable_error') }) }), json);
}

const owned = v.looseObject({ owned_by: v.string() });
const ofOllama = v.looseObject({
  name: v.string(),
  digest: v.pipe(v.string(), v.regex(/^[\da-f]{12,64}$/i)),
});
const ofLmStudio = v.looseObject({ id: v.string(), type: v.string(), state: v.string() });
const strange = v.looseObject({ error: v.pipe(v.string(), v.startsWith('Unexpected endpoint or method')) });

function serverBy(
  expected: LocalServerName | undefined,
  answer: LocalAnswer,
  json: object,
): LocalServerName | undefined {
  const { path } = answer;
  const entries = listIn(json, 'data', 'models');
  if (isLlama(answer)) return entries ? 'llama.cpp' : undefined;
  if (path === '/api/tags') {
    // Without a model its list is empty, or null.
    const isOllama = entries ? entries.every(entry => v.is(ofOllama, entry)) : isNullList(json, 'models');
    return expected === 'ollama' && isOllama ? 'ollama' : undefined;
  }
  if (path === '/api/v0/models') {
    const isLmStudio = entries?.every(entry => v.is(ofLmStudio, entry)) ?? v.is(strange, json);
    return isLmStudio ? 'lmstudio' : undefined;
  }
  // Nobody else has a list that is null: Ollama without a model.
  if (path === commonPath && isNullList(json, 'data')) return 'ollama';
  for (const entry of entries ?? []) {
    const server = v.is(owned, entry) ? serverOwning(entry.owned_by) : undefined;
    if (server) return server;
  }
  return undefined;
}

const count = v.fallback(v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))), undefined);
const text = v.fallback(v.optional(v.string()), undefined);
const texts = v.fallback(v.optional(v.array(v.string())), undefined);

/** An entry of any of the lists; what is not as expected is not there. */
const entry = v.looseObject({
  id: text,
  name: text,
  model: text,
  size: count,
  type: text,
  state: text,
  remote_host: text,
  capabilities: texts,
  details: v.fallback(v.optional(v.looseObject({ parameter_size: text })), undefined),
  meta: v.fallback(v.optional(v.looseObject({ n_params: count, size: count })), undefined),
  status: v.fallback(v.optional(v.looseObject({ value: text })), undefined),
});

type Entry = v.InferOutput<typeof entry>;

function modelsOf(path: string, json: object): readonly LocalModel[] {
  const models = (listIn(json, 'data', 'models') ?? []).slice(0, mostModels).flatMap(each => {
    const parsed = v.safeParse(entry, each);
    if (!parsed.success) return [];
    const said = parsed.output;
    if (isElsewhere(said)) return [];
    return localModel(said.id ?? said.name ?? said.model, factsOf(path, said)) ?? [];
  });
  return [...new Map(models.map(model => [model.id, model])).values()];
}

function factsOf(path: string, { size, details, meta, state, status, capabilities }: Entry): ModelFacts {
  const parameters = meta?.n_params;
  return {
    bytes: size ?? meta?.size,
    billions: parameters === undefined ? billionsTold(details?.parameter_size) : parameters / 1e9,
    loaded: loadedBy(path === '/api/v0/models' ? state : status?.value),
    fills: capabilities !== undefined && path === '/api/tags' ? capabilities.includes('insert') : undefined,
  };
}

/** LM Studio says it of every model, llama.cpp where it has several. */
function loadedBy(word: string | undefined): boolean | undefined {
  return word === undefined ? undefined : word === 'loaded';
}

/** Models that write no text, and those that answer from another machine: Ollama lists some of its makers'. */
function isElsewhere({ remote_host, id, name, type, capabilities }: Entry): boolean {
  return (
    (remote_host !== undefined && remote_host !== '') ||
    /[:-]cloud$/.test(id ?? name ?? '') ||
    type === 'embeddings' ||
    capabilities?.includes('embedding') === true
  );
}

function billionsTold(words: string | undefined): number | undefined {
  const match = /^(\d{1,5}(?:\.\d{1,4})?)\s*([BM])$/i.exec(words ?? '');
  if (!match) return undefined;
  return match[2]?.toLowerCase() === 'm' ? Number(match[1]) / 1000 : Number(match[1]);
}

/** `/api/ps` of Ollama: what is in memory. */
function withLoaded(models: readonly LocalModel[], json: object): readonly LocalModel[] {
  const names = new Set(
    (listIn(json, 'models') ?? []).flatMap(each => {
      const parsed = v.safeParse(entry, each);
      return parsed.success ? [parsed.output.name, parsed.output.model] : [];
    }),
  );
  return models.map(model => ({ ...model, loaded: names.has(model.id) }));
}

function listIn(json: object, ...names: readonly string[]): readonly unknown[] | undefined {
  const fields: Readonly<Record<string, unknown>> = { ...json };
  return names.map(name => (Object.hasOwn(fields, name) ? fields[name] : undefined)).find(isList);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isNullList(json: object, name: string): boolean {
  return (
    Object.hasOwn(json, name) &&
    listIn(json, name) === undefined &&
    v.is(v.looseObject({ [name]: v.null() }), json)
  );
}

import { modelIds, parseMarkedJson } from '../../../common/modelIds';
import { serverOwning } from '../../../common/ownedBy';
import type { ServerAddress } from '../../../common/serverAddress';
import { serverOfHost } from '../../../common/serverHosts';
import { refusalError } from '../http/failures';
import { readLimited } from '../http/readLimited';
import type { UpstreamCall, UpstreamHttp } from '../http/upstreamHttp';
import type { FillTokens } from '../forms/infill/tokenPrompts';
import { fillTokens, tokensAsked } from './fillTokens';
import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import { listOf, recordOf, textOf } from '../forms/json';
import { type UpstreamError } from '../upstreamError';
import type { ServerName } from '../../../common/upstreamNames';

/** What an upstream said of itself. */
export interface ProbeResult {
  readonly server: ServerName;
  /** Version, where it tells. */
  readonly version: string | undefined;
  /** Ids of its models, in its order; empty when it does not tell. */
  readonly models: readonly string[];
  /** Why there are no models, when the reason was a refusal. */
  readonly refusal: UpstreamError | undefined;
  /** How its model fills in the middle, where it tells. */
  readonly tokens: FillTokens | undefined;
}

/** How long what is only looked up for information is waited for, once the models are known, in ms. */
const patienceMs = 2_000;

/** Largest answer of a probe, in code units, and most models that are remembered. */
const maxUnits = 4 * 1024 * 1024;
const mostModels = 500;

/** What a probe needs. */
export interface ProbeParts {
  readonly http: UpstreamHttp;
  readonly clock: Clock;
  /** As of `FinderOptions`. */
  readonly withoutKey: (text: string) => string;
}

/**
 * Finds out which server this is and what it has, by `/v1/models`, and for a host that is not known by its name
 * also by `/props` (llama.cpp) and `/api/version` (Ollama). llama.cpp is asked for the tokens of its model as well. Rejects with `UpstreamError` when it cannot be reached.
 */
export async function probe(
  address: ServerAddress,
  named: ServerName | undefined,
  { http, clock, withoutKey }: ProbeParts,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const asked = new AbortController();
  const both = AbortSignal.any([signal, asked.signal]);
  const ask = async (call: UpstreamCall, until: AbortSignal): Promise<Looked> => {
    const answer = await http.call(call, until);
    const text = await readLimited(answer.text, maxUnits);
    const { status, headers } = answer;
    const page = /html/i.test(headers['content-type'] ?? '');
    if (status !== 200 || page)
      return {
        json: undefined,
        headers,
        refusal: refusalError({ status, headers, text: withoutKey(text) }),
      };
    return { json: parseMarkedJson(text), headers, refusal: undefined };
  };
  const optional = (call: UpstreamCall): Promise<Looked | undefined> =>
    ask(call, both).catch(() => undefined);
  const known = named ?? serverOfHost(new URL(address.base).hostname);
  const paths = known === undefined ? ['/props', '/api/version', '/version'] : [];
  const others = Promise.all(paths.map(path => optional({ method: 'GET', url: address.root + path })));
  let timer: Disposable | undefined;
  try {
    const list = await ask({ method: 'GET', url: `${address.base}/models${address.query}` }, signal);
    // A server that reads a prompt may not answer the rest for minutes.
    timer = clock.setTimeout(() => asked.abort(new Error('waited long enough')), patienceMs);
    const looks = await others;
    const result = resultOf(known, list, looks);
    if (result.server !== 'llama.cpp') return result;
    return { ...result, tokens: await tokensOf(optional, address, looks[0]) };
  } finally {
    timer?.dispose();
    asked.abort(new Error('over'));
  }
}

function resultOf(
  known: ServerName | undefined,
  list: Looked,
  [props, ollama, vllm]: readonly (Looked | undefined)[],
): ProbeResult {
  const looks = { list, props, ollama };
  const server = known ?? serverBy(looks);
  const versions: Partial<Record<ServerName, string | undefined>> = {
    ollama: textOf(ollama?.json, 'version'),
    vllm: textOf(vllm?.json, 'version'),
    'llama.cpp': textOf(props?.json, 'build_info'),
  };
  const models = (modelIds(list.json) ?? []).slice(0, mostModels);
  return { server, version: versions[server], models, refusal: list.refusal, tokens: undefined };
}

/** @param props what `/props` answered, where it was asked already */
async function tokensOf(
  optional: (call: UpstreamCall) => Promise<Looked | undefined>,
  { root }: ServerAddress,
  props: Looked | undefined,
): Promise<FillTokens | undefined> {
  const [known, tokenized] = await Promise.all([
    props ?? optional({ method: 'GET', url: `${root}/props` }),
    optional({ method: 'POST', url: `${root}/tokenize`, body: tokensAsked }),
  ]);
  return fillTokens(known?.json, tokenized?.json);
}

interface Looked {
  readonly json: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: UpstreamError | undefined;
}

function serverBy(looks: {
  list: Looked;
  props: Looked | undefined;
  ollama: Looked | undefined;
}): ServerName {
  const { list, props, ollama } = looks;
  if (recordOf(props?.json, 'default_generation_settings')) return 'llama.cpp';
  const owned = serverOwning(textOf(listOf(list.json, 'data')[0], 'owned_by') ?? '');
  if (owned) return owned;
  if (textOf(ollama?.json, 'version') !== undefined) return 'ollama';
  if (/llama\.cpp/i.test(list.headers['server'] ?? '')) return 'llama.cpp';
  return 'other';
}

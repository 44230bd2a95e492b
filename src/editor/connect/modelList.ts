import { t } from '../../common/l10n';
import { modelIds, parseMarkedJson } from '../../common/modelIds';
import { keyHeader, readServerAddress } from '../../common/serverAddress';
import { codeOf, messageOf } from '../../common/thrown';
import type { HttpAnswer } from '../../session/connection/httpTransport';
import { explainCode } from '../endpoints/explainFailure';
import { httpCall, wholeText, type HttpCall } from '../endpoints/httpCall';

/** The models of a server, or why it does not tell. */
export type ModelList =
  | { readonly kind: 'models'; readonly ids: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** What is asked. */
export interface ModelListQuestion {
  /** `ws:`, `wss:`, `http:` or `https:`. */
  readonly url: string;
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca: readonly string[] | undefined;
}

/** Largest list that is read, in UTF-16 code units, how long it may take, in ms, and how many models are shown. */
const maxUnits = 4 * 1024 * 1024;
const limitMs = 15_000;
const most = 500;

/**
 * Reads `/models` below the base of an address. Never rejects except when `signal` aborts.
 * @param call stands where the request is made; by default the one that VS Code's proxy and certificates apply to
 */
export async function listModels(
  { url, key, headers, ca }: ModelListQuestion,
  signal: AbortSignal,
  call: (
    call: HttpCall,
    ca: readonly string[] | undefined,
    signal: AbortSignal,
  ) => Promise<HttpAnswer> = httpCall,
): Promise<ModelList> {
  const { base, query } = readServerAddress(url.replace(/^ws/, 'http'));
  const secret = key === undefined ? {} : keyHeader(new URL(base).hostname, key);
  const limit = AbortSignal.timeout(limitMs);
  try {
    const answer = await call(
      {
        method: 'GET',
        url: `${base}/models${query}`,
        headers: { ...headers, ...secret, accept: 'application/json' },
      },
      ca,
      AbortSignal.any([signal, limit]),
    );
    return readModels(answer, await wholeText(answer.body, maxUnits));
  } catch (error) {
    signal.throwIfAborted();
    const code = limit.aborted ? 'ETIMEDOUT' : codeOf(error);
    const { detail } = explainCode(code, messageOf(error, t('It gave no reason.')));
    return { kind: 'failed', reason: detail };
  }
}

/** Reads the answer to a request for models. */
export function readModels(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  text: string,
): ModelList {
  const failed = (reason: string): ModelList => ({ kind: 'failed', reason });
  if (status === 401 || status === 403) return failed(t('The server refused the key (HTTP {0}).', status));
  if (status !== 200) return failed(t('The server has no list of models (HTTP {0}).', status));
  const ids = modelIds(parseMarkedJson(text));
  if (!ids) {
    const page = /html/i.test(headers['content-type'] ?? '') || /^\s*</.test(text);
    return failed(
      page
        ? t('A web page answers there, not an API.')
        : t('The list of models is in no form that is known.'),
    );
  }
  return ids.length === 0
    ? failed(t('The server has no model loaded.'))
    : { kind: 'models', ids: sortModels(ids).slice(0, most) };
}

/** What a list of a hosted server also holds. */
const notForText =
  /embed|whisper|tts|dall-e|moderation|image|audio|realtime|transcribe|speech|rerank|guard|sora|babbage|davinci/i;

/** Those that write text first, each group by name. */
export function sortModels(ids: readonly string[]): readonly string[] {
  return [...ids].sort(
    (a, b) =>
      Number(notForText.test(a)) - Number(notForText.test(b)) || a.localeCompare(b, 'en', { numeric: true }),
  );
}

/** What servers say went wrong, in whichever shape they say it. */

/** An error as a server put it. */
export interface SaidError {
  readonly message: string;
  /** A name such as `rate_limit_exceeded`; undefined where it gave none, or only a number. */
  readonly code: string | undefined;
  /** HTTP status: as it was said, or as its code or type means. */
  readonly status: number | undefined;
  /** The field of the request it names. */
  readonly param?: string;
}

/** Reads an error body in any of the shapes of the field; undefined when it is none of them. */
export function readErrorBody(text: string): SaidError | undefined {
  try {
    const body: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    // Some put the one error in a list.
    return readErrorValue(Array.isArray(body) ? body[0] : body);
  } catch {
    return undefined;
  }
}

/** Where the sentence stands, besides `error` and `detail`: each name is some server's own. */
const sentences = [
  ...['message', 'msg', 'Message', 'error_message', 'errorMessage', 'ErrorMessage', 'errorMsg', 'error_msg'],
  ...['err_msg', 'status_msg', 'error_description', 'faultstring'],
];

/** Where the code stands. */
const names = ['code', 'type', 'errorCode', 'error_code', 'ErrorCode', 'Code', 'status'];

/** Where an HTTP status stands. */
const statuses = ['status', 'status_code', 'statusCode', 'code', 'http_status', 'httpStatus', 'http_code'];

/** How far into objects within objects an error is looked for. */
const deepest = 6;

/** Objects that hold the error of an answer that is one. */
const holders = ['error', 'base_resp', 'fault', 'Error'];

/**
 * Reads an error value: OpenAI's `{error: {message, type, code}}`, llama.cpp's numeric `code`, Ollama's
 * `{error: "..."}`, FastAPI's `{detail}`, vLLM's flat `{object: "error", message}`, xAI's `{code, error}`, MiniMax's
 * `{base_resp: {status_code, status_msg}}`, `{code, msg}`, `{errorCode, errorMessage}` and `{errors: [...]}`.
 */
export function readErrorValue(value: unknown, depth = 0): SaidError | undefined {
  if (typeof value === 'string') return { message: value, code: undefined, status: statusOfWords(value) };
  if (!isRecord(value) || depth > deepest) return undefined;
  for (const holder of holders) {
    const held = value[holder];
    // MiniMax adds one that says that all is well.
    const said = isRecord(held) && held['status_code'] !== 0 ? readErrorValue(held, depth + 1) : undefined;
    if (said) return { ...said, status: saidStatus(value) ?? said.status ?? meantStatus(value) };
  }
  const { error, errors, detail, param } = value;
  const facts = {
    code: names.map(name => value[name]).find(isName),
    status: saidStatus(value) ?? meantStatus(value),
    ...(typeof param === 'string' ? { param } : {}),
  };
  for (const text of [...sentences.map(name => value[name]), error, detail])
    if (typeof text === 'string' && text !== '')
      return { ...facts, message: text, status: facts.status ?? statusOfWords(text) };
  // Mistral puts the list of what is wrong below the message.
  const { message } = value;
  const list = isRecord(message) ? (message['detail'] ?? message) : (detail ?? errors);
  if (Array.isArray(list) || isRecord(list)) return { message: detailText(list), ...facts };
  // A code that means something is a reason, even without a sentence.
  if (isRecord(value['error'])) return undefined;
  return facts.code !== undefined && statusOfName(facts.code) !== undefined
    ? { message: facts.code, ...facts }
    : undefined;
}

/** Whether this can be handed on as a code: a name, not a number and not Python's `None`. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^(?!(\d+|None|error|failed|cancelled)$)[\w.-]{1,80}$/.test(value);
}

/** A status that was said, as a number or as digits. */
function saidStatus(value: Readonly<Record<string, unknown>>): number | undefined {
  return statuses
    .map(name => Number(plainText(value[name]) ?? NaN))
    .find(number => number >= 400 && number < 600);
}

/** What the code means, else what the type means. */
function meantStatus(value: Readonly<Record<string, unknown>>): number | undefined {
  return names.map(name => statusOfName(value[name])).find(status => status !== undefined);
}

/** What the words in a code or type mean; the first that fits counts. */
const meanings: readonly (readonly [RegExp, number])[] = [
  [/context_(length|window)|too_long|above_max|prompt_too|input_too/, 400],
  [/rate_?limit|too_many|throttl|quota|usage_limit|resource_exhausted|concurrency_limit/, 429],
  [/payment_required|insufficient_(balance|credit|funds)|billing|credits?_/, 402],
  [
    /unauthori[sz]ed|unauthenticated|authentication|^auth(_error)?$|(invalid|incorrect|missing)_(api_)?(key|token)/,
    401,
  ],
  [/api_key_invalid|token_(expired|invalid)/, 401],
  [/forbidden|permission|access_denied|not_allowed/, 403],
  [/not_found|does_not_exist|no_such/, 404],
  [/request_too_large|payload_too_large|entity_too_large/, 413],
  [/timeout|timed_out|deadline/, 504],
  [/overload|unavailable|over_capacity|slow_down|_busy$/, 503],
  [
    /invalid|bad_request|unsupported|unprocessable|validation|missing_|policy|safety|moderation|content_filter/,
    400,
  ],
  [/^(empty|failed_to_download|unknown_(parameter|field|argument|model))|image_/, 400],
];

/** The HTTP status that a code or type of an error stands for; undefined when it says nothing of the kind. */
export function statusOfName(name: unknown): number | undefined {
  if (typeof name !== 'string') return undefined;
  if (/^[45]\d\d$/.test(name)) return Number(name);
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
  // What lies behind the server that speaks is not of our making, even where it is called invalid.
  if (/response|upstream|gateway|internal/.test(words) && !/time|rate_?limit/.test(words)) return undefined;
  return meanings.find(([pattern]) => pattern.test(words))?.[1];
}

/** Longest sentence that is taken for the name of what happened, such as "Too many requests", in UTF-16 code units. */
const longestName = 40;

/** The status that a sentence stands for, where it is hardly more than a name. What is the asker's fault needs a code. */
function statusOfWords(words: string): number | undefined {
  const status = words.length <= longestName ? statusOfName(words) : undefined;
  return status !== undefined && [401, 403, 404, 429, 503, 504].includes(status) ? status : undefined;
}

/** Whether asking again does not help before the user has paid, or until a period is over. */
export function isQuota(code: string | undefined): boolean {
  return code !== undefined && /insufficient_quota|quota_exceeded|usage_limit|billing/i.test(code);
}

/** FastAPI's list of what is wrong with a request. */
function detailText(detail: unknown): string {
  const entries = Array.isArray(detail) ? detail : [detail];
  const texts = entries.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [entry];
    if (!isRecord(entry)) return [];
    const loc: unknown = entry['loc'];
    const place = Array.isArray(loc) ? `${loc.flatMap(part => plainText(part) ?? []).join('.')}: ` : '';
    const said = entry['msg'] ?? entry['message'];
    return typeof said === 'string' ? [place + said] : [];
  });
  return texts.length > 0 ? texts.join('; ') : JSON.stringify(detail);
}

/**
 * A text, or a number as one; undefined for any other JSON value. An object is never asked for its text: it may hold
 * something else under the name of `toString`.
 */
export function plainText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

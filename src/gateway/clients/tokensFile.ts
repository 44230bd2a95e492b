import * as v from 'valibot';
import type { DayLimits } from '../admission/dayBudgets';
import type { ClientDefaults } from './client';
import { tokenDigest, type KnownClient } from './directory';
import { isExampleDigest } from './exampleTokens';

const name = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'must be 1 to 64 letters, digits or . _ @ -'),
);
const token = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]{16,4096}$/, 'must be 16 to 4096 printable ASCII characters without spaces'),
);
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits'));
const count = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be at least 1'),
);
const limits = {
  requestsPerMinute: v.optional(count),
  maxInFlight: v.optional(count),
  requestsPerDay: v.optional(count),
  tokensPerDay: v.optional(count),
};
const entry = v.union(
  [v.strictObject({ name, token, ...limits }), v.strictObject({ name, sha256, ...limits })],
  'must have a name, a token or its sha256, and nothing else but requestsPerMinute, maxInFlight, requestsPerDay and tokensPerDay',
);
const file = v.strictObject({ tokens: v.pipe(v.array(entry), v.minLength(1, 'is empty')) });

/**
 * Reads a file of named tokens: `{"tokens": [{"name", "token" | "sha256", "requestsPerMinute"?, "maxInFlight"?,
 * "requestsPerDay"?, "tokensPerDay"?}]}`.
 * Throws an `Error` with a sentence that says what is wrong where; it never repeats a token.
 */
export function parseTokensFile(text: string, defaults: ClientDefaults): KnownClient[] {
  const read = v.safeParse(file, parseJson(text));
  if (!read.success) throw new Error(describe(read.issues[0]));
  const clients = read.output.tokens.map(item => ({
    name: item.name,
    requestsPerMinute: item.requestsPerMinute ?? defaults.requestsPerMinute,
    maxInFlight: item.maxInFlight ?? defaults.maxInFlight,
    ...dayLimits(item, defaults),
    digest: 'token' in item ? tokenDigest(item.token) : Buffer.from(item.sha256, 'hex'),
  }));
  const example = clients.findIndex(client => isExampleDigest(client.digest, client.name));
  if (example >= 0) {
    throw new Error(
      `tokens.${example} is a token that everybody knows from examples, and lets anybody in; ` +
        'make one of your own: openssl rand -base64 32',
    );
  }
  const twice = firstTwice(clients.map(client => client.name));
  if (twice !== undefined) throw new Error(`the name "${twice}" stands there twice`);
  const shared = firstTwice(clients.map(client => client.digest.toString('hex')));
  if (shared !== undefined) throw new Error('two names have the same token');
  return clients;
}

/** Only those that are set. */
function dayLimits(item: DayLimits, defaults: DayLimits): DayLimits {
  const requestsPerDay = item.requestsPerDay ?? defaults.requestsPerDay;
  const tokensPerDay = item.tokensPerDay ?? defaults.tokensPerDay;
  return {
    ...(requestsPerDay === undefined ? {} : { requestsPerDay }),
    ...(tokensPerDay === undefined ? {} : { tokensPerDay }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of JSON.parse quotes the text, and with it perhaps a token.
    throw new Error('it is not JSON');
  }
}

function describe(issue: v.BaseIssue<unknown>): string {
  const deepest = issue.issues?.find(inner => inner.path !== undefined) ?? issue;
  const where = v.getDotPath(issue) ?? '';
  const inner = deepest === issue ? '' : (v.getDotPath(deepest) ?? '');
  const place = [where, inner].filter(part => part !== '').join('.');
  return `${place || 'the file'} ${/^(must|is) /.test(deepest.message) ? deepest.message : 'is not of the described form'}`;
}

function firstTwice(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

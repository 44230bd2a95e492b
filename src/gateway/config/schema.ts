/** What a file of upstreams may hold. docs/gateway.md says it to people. */
import * as v from 'valibot';
import { serverNames, upstreamApis, upstreamFims, warmUpChoices } from '../../common/upstreamNames';
import { parseUrl } from '../../common/parseUrl';
import { errorClasses } from '../../engines/routing/errorClass';

const listed = (names: readonly string[]): string => names.map(name => `"${name}"`).join(', ');

/** An object with these members and no others. */
function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, ({ expected, input }) => {
    if (expected === 'never')
      return `is not known here: leave it out, or use ${listed(Object.keys(entries))}`;
    return expected === 'Object' || input !== undefined ? 'must be an object in { }' : `needs ${expected}`;
  });
}

function list<const Item extends v.GenericSchema>(item: Item, of: string) {
  return v.pipe(
    v.array(item, `must be a list of ${of} in [ ]`),
    v.minLength(1, `is empty: name at least one of the ${of}`),
  );
}

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `must be one of ${listed(names)}`);

const text = v.pipe(v.string('must be a text in double quotes'), v.minLength(1, 'is empty: fill it in'));

const label = v.pipe(
  v.string('must be a text in double quotes'),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'must be 1 to 64 letters, digits or . _ @ -'),
);

const modelId = v.pipe(text, v.regex(/^[\x21-\x7e]{1,300}$/, 'must be 1 to 300 printable ASCII characters'));

const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
};

const wait = v.optional(whole(1, 3_600_000));

const weightMessage = 'must be a number from 0.01 to 1000';
const weight = v.pipe(
  v.number(weightMessage),
  v.minValue(0.01, weightMessage),
  v.maxValue(1000, weightMessage),
);

/** Members of a query that are keys. */
const keyInQuery = /[?&](?:[a-z-]*_?key|[a-z_-]*token|code|sig)=/i;

const address = v.pipe(
  text,
  v.check(
    given => /^https?:$/.test(parseUrl(given)?.protocol ?? ''),
    'must be an http:// or https:// address',
  ),
  v.check(given => {
    const url = parseUrl(given);
    return url?.username === '' && url.password === '' && !keyInQuery.test(url.search);
  }, 'must not hold a key or a password: give it by "key"'),
);

const keyMessage = 'must be {"env": "NAME"} or {"file": "PATH"}: the key itself never stands in this file';
const key = v.pipe(
  v.strictObject({ env: v.optional(text), file: v.optional(text) }, keyMessage),
  v.check(given => (given.env === undefined) !== (given.file === undefined), keyMessage),
);

const headersMessage =
  'must be {"env": "NAME"}: what headers hold is often secret and never stands in this file';

const upstream = fields({
  /** In figures, logs and on the status page. */
  name: label,
  url: address,
  /** The first is asked where a request names none of them. */
  models: list(modelId, 'ids of models'),
  api: v.optional(oneOf(upstreamApis)),
  fim: v.optional(oneOf(upstreamFims)),
  server: v.optional(oneOf(serverNames)),
  warmUp: v.optional(oneOf(warmUpChoices)),
  key: v.optional(key),
  headers: v.optional(v.strictObject({ env: text }, headersMessage)),
  ca: v.optional(text),
  weight: v.optional(weight),
  limits: v.optional(fields({ maxInFlight: v.optional(whole(1, 100_000)) })),
  timeouts: v.optional(fields({ connectMs: wait, firstTokenMs: wait, idleMs: wait })),
});

const fallback = fields({
  to: modelId,
  on: v.optional(list(oneOf(errorClasses), 'kinds of failures')),
});

const name = fields({
  models: v.optional(list(modelId, 'ids of models')),
  upstreams: v.optional(list(label, 'names of upstreams')),
  fallback: v.optional(list(fallback, 'fallbacks')),
  hedge: v.optional(fields({ lanes: list(text, 'names of lanes') })),
});

/** A file of upstreams. */
export const configSchema = fields({
  upstreams: list(upstream, 'upstreams'),
  models: v.optional(v.record(modelId, name, 'must be an object in { }')),
});

/** What a file of upstreams says. */
export type GatewayConfig = v.InferOutput<typeof configSchema>;

/** One server in it. */
export type UpstreamConfig = GatewayConfig['upstreams'][number];

/** What one name stands for. */
export type NameConfig = NonNullable<GatewayConfig['models']>[string];

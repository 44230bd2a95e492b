/**
 * What a server of this protocol accepts from a client. Unknown fields are ignored, as every known server does:
 * real clients send `stream`, `client_metadata` and more.
 */
import * as v from 'valibot';
import { namedValues } from './namedValues';

/** Lane names: 1 to 256 of `[A-Za-z0-9_.-]`. */
const streamId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,256}$/));

/**
 * A text, or a list of `item`. What stands there decides how it is checked: trying one way after the other, as a union
 * does, is what a request waits for longest on its way in.
 */
function textOrList<const Item extends v.GenericSchema>(item: Item) {
  const text = v.string();
  const list = v.array(item);
  const either = v.union([text, list]);
  return v.lazy((input): typeof text | typeof list | typeof either => {
    if (typeof input === 'string') return text;
    return Array.isArray(input) ? list : either;
  });
}

const contentPart = v.looseObject({ type: v.string(), text: v.optional(v.string()) });

const itemShape = v.looseObject({
  type: v.optional(v.string()),
  role: v.optional(v.string()),
  content: v.optional(v.nullable(textOrList(contentPart))),
});

/** An input item as received. */
export type ReceivedInputItem = v.InferOutput<typeof itemShape>;

const soundItem = v.custom<ReceivedInputItem>(() => true);

/**
 * One input item. Messages are read; items of other types are carried along untouched, which means that they are not
 * copied either: a request can have a hundred thousand of them, and an item as many members. Only what is wrong is
 * looked at by the shape, which knows what to say about it.
 */
const inputItemSchema = v.lazy((input): typeof soundItem | typeof itemShape =>
  isItem(input) ? soundItem : itemShape,
);

/** Whether `itemShape` takes this. */
function isItem(value: unknown): boolean {
  if (
    !isObject(value) ||
    Array.isArray(value) ||
    !isTextOrNone(value['type']) ||
    !isTextOrNone(value['role'])
  )
    return false;
  const { content } = value;
  return isTextOrNone(content) || content === null || (Array.isArray(content) && content.every(isPart));
}

function isPart(value: unknown): boolean {
  return isObject(value) && typeof value['type'] === 'string' && isTextOrNone(value['text']);
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Four times as many pairs as the documentation allows, and the code units of their names and values. */
const mostPairs = 64;
const mostPairUnits = 64 * 1024;

/** It comes back three times with every answer. */
const metadata = v.pipe(
  v.custom<unknown>(
    value => !isObject(value) || isShort(value),
    `${mostPairs} pairs and ${mostPairUnits} characters at most`,
  ),
  namedValues(v.string()),
);

function isShort(pairs: Readonly<Record<string, unknown>>): boolean {
  // Some clients have lists where others have objects; one that is empty says the same.
  if (Array.isArray(pairs)) return pairs.length === 0;
  let count = 0;
  let units = 0;
  for (const name in pairs) {
    const value = pairs[name];
    units += name.length + (typeof value === 'string' ? value.length : 0);
    if (++count > mostPairs || units > mostPairUnits) return false;
  }
  return true;
}

/** Tools of one request: eight times as many as the documentation allows. */
export const mostTools = 1024;

const tools = v.pipe(
  v.custom<unknown>(
    value => !Array.isArray(value) || value.length <= mostTools,
    `${mostTools} tools at most`,
  ),
  v.array(v.looseObject({ type: v.string(), name: v.optional(v.string()) })),
);

const createFields = {
  model: v.optional(v.nullable(v.string())),
  input: v.optional(v.nullable(textOrList(inputItemSchema))),
  instructions: v.optional(v.nullable(v.string())),
  previous_response_id: v.optional(v.nullable(v.string())),
  generate: v.optional(v.nullable(v.boolean())),
  store: v.optional(v.nullable(v.boolean())),
  stream: v.optional(v.nullable(v.boolean())),
  max_output_tokens: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  metadata: v.optional(v.nullable(metadata)),
  tools: v.optional(v.nullable(tools)),
  /** Passed on to engines that have a model; each reads what it understands. */
  tool_choice: v.optional(v.unknown()),
  parallel_tool_calls: v.optional(v.nullable(v.boolean())),
  reasoning: v.optional(v.nullable(v.object({ effort: v.optional(v.nullable(v.string())) }))),
  text: v.optional(
    v.nullable(
      v.object({
        verbosity: v.optional(v.nullable(v.string())),
        format: v.optional(v.nullable(v.looseObject({ type: v.string() }))),
      }),
    ),
  ),
  temperature: v.optional(v.nullable(v.number())),
  top_p: v.optional(v.nullable(v.number())),
  prompt_cache_key: v.optional(v.nullable(v.string())),
  /** A hint: of another form it is as good as missing. */
  prompt_cache_options: v.fallback(
    v.optional(
      v.nullable(
        v.looseObject({
          /** Asks to compare with this response and to say whether its beginning was still there. */
          comparison_response_id: v.optional(v.nullable(v.string())),
          /** As `generate: false`. */
          prewarm: v.optional(v.nullable(v.boolean())),
        }),
      ),
    ),
    undefined,
  ),
  service_tier: v.optional(v.nullable(v.string())),
};

/** The body of `POST /v1/responses`: `response.create` without the envelope. */
export const createBodySchema = v.object(createFields);

/** A tool a client offers, as received. */
export type ReceivedTool = NonNullable<NonNullable<CreateBody['tools']>[number]>;

/** A checked request body, from either transport. */
export type CreateBody = v.InferOutput<typeof createBodySchema>;

export const clientEventSchemas = {
  'response.create': v.object({
    type: v.literal('response.create'),
    stream_id: v.optional(v.nullable(streamId)),
    ...createFields,
  }),
  'response.steer': v.object({
    type: v.literal('response.steer'),
    previous_response_id: v.string(),
    /** Checked where it is used: an illegal one is answered with `response.steer.failed`, which gives it back. */
    input: v.unknown(),
  }),
  /**
   * Extension, announced in the handshake and never sent to a server that did not announce it: ends the
   * response in flight with `response.incomplete`, reason `cancelled`. A response that has ended is no error.
   */
  'codex_spark.cancel': v.object({
    type: v.literal('codex_spark.cancel'),
    stream_id: v.optional(v.nullable(streamId)),
    /** Cancels only if the lane's response has this id; absent: whatever the lane has in flight or queued. */
    response_id: v.optional(v.nullable(v.string())),
  }),
} as const;

/** The `type` of every client event. */
export type ClientEventType = keyof typeof clientEventSchemas;

/** Any checked client event. */
export type ClientEvent = {
  [T in ClientEventType]: v.InferOutput<(typeof clientEventSchemas)[T]>;
}[ClientEventType];

/** One checked client event by its `type`. */
export type ClientEventOf<T extends ClientEventType> = Extract<ClientEvent, { type: T }>;

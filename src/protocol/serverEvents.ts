/**
 * What the client relies on in each server event. Deliberately narrower than the documentation: servers in the
 * field leave fields out, and only what is used may be demanded. A type-level check at the end of the file
 * holds every schema against the `openai` package, so a misspelt field does not compile.
 */
import * as v from 'valibot';
import type { DocumentedServerEvent } from './wire';

const base = {
  sequence_number: v.optional(v.number()),
  /** The lane; absent on the default lane. */
  stream_id: v.optional(v.nullable(v.string())),
};

const usage = v.object({
  input_tokens: v.number(),
  output_tokens: v.number(),
  total_tokens: v.number(),
  input_tokens_details: v.optional(v.object({ cached_tokens: v.optional(v.number()) })),
  /** Of use for figures only: nothing is refused for its sake. */
  output_tokens_details: v.optional(
    v.fallback(v.nullable(v.object({ reasoning_tokens: v.optional(v.number()) })), null),
  ),
});

const errorFields = {
  code: v.optional(v.nullable(v.string())),
  message: v.string(),
  param: v.optional(v.nullable(v.string())),
};

const response = v.object({
  id: v.string(),
  status: v.optional(v.string()),
  error: v.optional(v.nullable(v.object({ code: v.optional(v.string()), message: v.string() }))),
  incomplete_details: v.optional(v.nullable(v.object({ reason: v.optional(v.string()) }))),
  usage: v.optional(v.nullable(usage)),
});

const item = v.looseObject({ id: v.optional(v.nullable(v.string())), type: v.string() });
const part = v.looseObject({ type: v.string() });
const steer = v.object({ id: v.string(), previous_response_id: v.string() });

const lifecycle = <T extends string>(type: T) => v.object({ type: v.literal(type), ...base, response });
const itemEvent = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, output_index: v.optional(v.number()), item });
const partEvent = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, item_id: v.optional(v.string()), part });
const delta = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, item_id: v.optional(v.string()), delta: v.string() });
const textDone = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, item_id: v.optional(v.string()), text: v.string() });

/** The schema of every event the client understands, by its `type`. */
export const serverEventSchemas = {
  'response.queued': lifecycle('response.queued'),
  'response.created': lifecycle('response.created'),
  'response.in_progress': lifecycle('response.in_progress'),
  'response.completed': lifecycle('response.completed'),
  /** A server in the middle that makes a failure of its own may not know the id. */
  'response.failed': v.object({
    type: v.literal('response.failed'),
    ...base,
    response: v.object({ ...response.entries, id: v.optional(v.string(), '') }),
  }),
  'response.incomplete': lifecycle('response.incomplete'),
  'response.cancelled': lifecycle('response.cancelled'),
  'response.done': lifecycle('response.done'),
  'response.output_item.added': itemEvent('response.output_item.added'),
  'response.output_item.done': itemEvent('response.output_item.done'),
  'response.content_part.added': partEvent('response.content_part.added'),
  'response.content_part.done': partEvent('response.content_part.done'),
  'response.output_text.delta': delta('response.output_text.delta'),
  'response.output_text.done': textDone('response.output_text.done'),
  'response.refusal.delta': delta('response.refusal.delta'),
  'response.refusal.done': v.object({
    type: v.literal('response.refusal.done'),
    ...base,
    refusal: v.string(),
  }),
  'response.reasoning_text.delta': delta('response.reasoning_text.delta'),
  'response.reasoning_text.done': textDone('response.reasoning_text.done'),
  'response.reasoning_summary_text.delta': delta('response.reasoning_summary_text.delta'),
  'response.reasoning_summary_text.done': textDone('response.reasoning_summary_text.done'),
  'response.reasoning_summary_part.added': partEvent('response.reasoning_summary_part.added'),
  'response.reasoning_summary_part.done': partEvent('response.reasoning_summary_part.done'),
  'response.function_call_arguments.delta': delta('response.function_call_arguments.delta'),
  'response.function_call_arguments.done': v.object({
    type: v.literal('response.function_call_arguments.done'),
    ...base,
    item_id: v.optional(v.string()),
    arguments: v.string(),
  }),
  'response.steer.accepted': v.object({ type: v.literal('response.steer.accepted'), ...base, steer }),
  'response.steer.pending': v.object({
    type: v.literal('response.steer.pending'),
    ...base,
    reason: v.string(),
    steer,
  }),
  'response.steer.failed': v.object({
    type: v.literal('response.steer.failed'),
    ...base,
    error: v.object({ code: v.string(), message: v.string() }),
    steer: v.object({
      id: v.optional(v.string()),
      previous_response_id: v.string(),
      /** The input handed back, so that the caller can send it another way. */
      input: v.unknown(),
    }),
  }),
  /** Both error shapes: nested under `error`, and flat in mid-stream. `errors.ts` makes one of them. */
  error: v.union([
    v.object({
      type: v.literal('error'),
      ...base,
      status: v.optional(v.number()),
      /** Of the HTTP answer behind the error: here, as Codex reads them, or inside `error`. */
      headers: v.optional(v.record(v.string(), v.string())),
      error: v.object({
        type: v.optional(v.string()),
        ...errorFields,
        headers: v.optional(v.record(v.string(), v.string())),
      }),
    }),
    v.object({ type: v.literal('error'), ...base, ...errorFields }),
  ]),
} as const;

type Schemas = typeof serverEventSchemas;

/** The `type` of every event the client understands. */
export type ServerEventType = keyof Schemas;

/** One understood server event by its `type`. */
export type ServerEventOf<T extends ServerEventType> = v.InferOutput<Schemas[T]>;

/** Any server event the client understands. */
export type ServerEvent = { [T in ServerEventType]: ServerEventOf<T> }[ServerEventType];

/** Every field a schema names must exist, with a compatible type, in the documented event of that type. */
type Conformity = {
  [T in ServerEventType & DocumentedServerEvent['type']]: Extract<
    DocumentedServerEvent,
    { type: T }
  > extends infer D
    ? Pick<D, keyof ServerEventOf<T> & keyof D> extends object
      ? Exclude<keyof ServerEventOf<T>, keyof D> extends never
        ? true
        : T extends 'error'
          ? true
          : { unknownField: Exclude<keyof ServerEventOf<T>, keyof D> }
      : never
    : never;
};
const conforms: { [T in keyof Conformity]: true } extends Conformity ? true : Conformity = true;
void conforms;

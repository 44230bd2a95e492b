/**
 * What the client relies on in each server event. Deliberately narrower than the documentation: servers in the
 * field leave fields out, and only what is used may be demanded. A type-level check at the end of the file
 * holds every schema against the `openai` package, so a misspelt field does not compile.
 */
import * as v from 'valibot';
import type { DocumentedServerEvent } from './wire';

/** What a peer may send in any form without harm: of another form it counts as missing. */
const unlessOdd = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);

const base = {
  sequence_number: unlessOdd(v.number()),
  /** The lane; absent on the default lane. */
  stream_id: v.optional(v.nullable(v.string())),
};

/** Usage is information: an answer is as good without it, so nothing in it is demanded. */
const usage = v.object({
  input_tokens: v.number(),
  output_tokens: v.number(),
  total_tokens: unlessOdd(v.number()),
  input_tokens_details: unlessOdd(v.object({ cached_tokens: unlessOdd(v.number()) })),
  output_tokens_details: unlessOdd(v.object({ reasoning_tokens: unlessOdd(v.number()) })),
});

const headers = unlessOdd(
  v.record(v.string(), v.pipe(v.union([v.string(), v.number()]), v.transform(String))),
);

const response = v.object({
  /** Empty where the server gives none. */
  id: v.fallback(v.string(), ''),
  status: unlessOdd(v.string()),
  /** In any of the shapes that `saidError.ts` reads. */
  error: v.optional(v.unknown()),
  incomplete_details: unlessOdd(v.object({ reason: unlessOdd(v.string()) })),
  usage: unlessOdd(usage),
  /** The tier served, which need not be the one asked for. */
  service_tier: unlessOdd(v.nullable(v.string())),
  /** Whether the beginning of the request was in the server's cache. */
  prompt_cache_diagnostics: unlessOdd(
    v.nullable(
      v.object({
        type: v.string(),
        reason: unlessOdd(v.string()),
        cache_missed_tokens: unlessOdd(v.number()),
      }),
    ),
  ),
  /** The whole answer again, where the server repeats it. */
  output: unlessOdd(v.array(v.unknown())),
});

/** Where in the answer a text belongs. Ids change at the will of some servers, places do not. */
const place = { item_id: unlessOdd(v.string()), output_index: unlessOdd(v.number()) };
const textPlace = { ...place, content_index: unlessOdd(v.number()) };

const item = v.looseObject({ id: v.optional(v.nullable(v.string())), type: v.string() });
const part = v.looseObject({ type: v.string() });
const steer = v.object({ id: v.string(), previous_response_id: v.string() });

const lifecycle = <T extends string>(type: T) => v.object({ type: v.literal(type), ...base, response });
const itemEvent = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, output_index: unlessOdd(v.number()), item });
const partEvent = <T extends string>(type: T) => v.object({ type: v.literal(type), ...base, ...place, part });
const contentEvent = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, ...textPlace, part });
const delta = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, ...place, delta: v.string() });
const textDelta = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, ...textPlace, delta: v.string() });
const textDone = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, ...place, text: v.string() });
const wholeText = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), ...base, ...textPlace, text: v.string() });

/** The schema of every event the client understands, by its `type`. */
export const serverEventSchemas = {
  'response.queued': lifecycle('response.queued'),
  'response.created': lifecycle('response.created'),
  'response.in_progress': lifecycle('response.in_progress'),
  'response.completed': lifecycle('response.completed'),
  'response.failed': lifecycle('response.failed'),
  'response.incomplete': lifecycle('response.incomplete'),
  'response.cancelled': lifecycle('response.cancelled'),
  'response.done': lifecycle('response.done'),
  'response.output_item.added': itemEvent('response.output_item.added'),
  'response.output_item.done': itemEvent('response.output_item.done'),
  'response.content_part.added': contentEvent('response.content_part.added'),
  'response.content_part.done': contentEvent('response.content_part.done'),
  'response.output_text.delta': textDelta('response.output_text.delta'),
  'response.output_text.done': wholeText('response.output_text.done'),
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
      input: v.optional(v.unknown()),
    }),
  }),
  /** In any of its shapes (nested, flat, with numbers for names), of which `errors.ts` makes one. */
  error: v.pipe(
    v.looseObject({ type: v.literal('error'), ...base, headers }),
    v.transform(({ type, sequence_number, stream_id, headers: outer, ...said }) => ({
      type,
      sequence_number,
      stream_id,
      /** Of the HTTP answer behind the error; here, as Codex reads them, or inside `said.error`. */
      headers: outer,
      /** The rest of the event. */
      said,
    })),
  ),
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

import * as v from 'valibot';

/** Texts at which one answer may end, and the code units of all of them. The documentation allows four. */
const mostStops = 64;
const mostStopUnits = 4096;

const limit = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))));

const list = v.custom<readonly unknown[]>(value => Array.isArray(value), 'a list');

const stop = v.pipe(
  v.custom<string | readonly string[]>(
    isStop,
    `text, or a list of ${mostStops} texts at most, with ${mostStopUnits} characters at most in all`,
  ),
  v.transform(given => (typeof given === 'string' ? [given] : given).filter(text => text !== '')),
);

function isStop(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= mostStopUnits;
  if (!Array.isArray(value) || value.length > mostStops) return false;
  let units = 0;
  for (const text of value) {
    if (typeof text !== 'string') return false;
    units += text.length;
  }
  return units <= mostStopUnits;
}

/** Fields for which there is no place here, and without which the answer would not be what was asked for. */
const nothing = (instead: string) =>
  v.optional(
    v.custom<unknown>(
      value => value === null || value === undefined || (Array.isArray(value) && value.length === 0),
      instead,
    ),
  );

/**
 * The body of `POST /v1/chat/completions`, as far as it is used here. Other fields are ignored, as servers of open models
 * do. What stands in lists is looked at where it is translated.
 */
export const chatBodySchema = v.object({
  messages: list,
  model: v.optional(v.nullable(v.string())),
  stream: v.optional(v.nullable(v.boolean())),
  stream_options: v.optional(v.nullable(v.object({ include_usage: v.optional(v.nullable(v.boolean())) }))),
  max_tokens: limit,
  max_completion_tokens: limit,
  temperature: v.optional(v.nullable(v.number())),
  top_p: v.optional(v.nullable(v.number())),
  n: v.optional(
    v.nullable(v.custom<1>(value => value === 1, '1: this gateway gives one answer to a request')),
  ),
  stop: v.optional(v.nullable(stop)),
  tools: v.optional(v.nullable(list)),
  tool_choice: v.optional(v.unknown()),
  parallel_tool_calls: v.optional(v.nullable(v.boolean())),
  functions: nothing('nothing: it is deprecated. Send "tools"'),
  response_format: v.optional(
    v.nullable(
      v.looseObject({
        type: v.string(),
        json_schema: v.optional(v.record(v.string(), v.unknown())),
      }),
    ),
  ),
  reasoning_effort: v.optional(v.nullable(v.string())),
  verbosity: v.optional(v.nullable(v.string())),
  prompt_cache_key: v.optional(v.nullable(v.string())),
  service_tier: v.optional(v.nullable(v.string())),
});

/** A checked request body of chat/completions. */
export type ChatBody = v.InferOutput<typeof chatBodySchema>;

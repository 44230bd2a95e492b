import * as v from 'valibot';

const frame = v.looseObject({
  type: v.string(),
  stream_id: v.optional(v.string()),
  sequence_number: v.optional(v.number()),
  status: v.optional(v.number()),
  delta: v.optional(v.string()),
  text: v.optional(v.string()),
  arguments: v.optional(v.string()),
  reason: v.optional(v.string()),
  response: v.optional(
    v.looseObject({
      id: v.string(),
      previous_response_id: v.nullable(v.string()),
      output: v.array(v.looseObject({ type: v.string() })),
      incomplete_details: v.nullable(v.object({ reason: v.string() })),
      error: v.nullable(v.object({ code: v.string() })),
      usage: v.optional(
        v.looseObject({
          input_tokens: v.number(),
          output_tokens: v.number(),
          input_tokens_details: v.looseObject({ cached_tokens: v.number() }),
        }),
      ),
    }),
  ),
  item: v.optional(v.looseObject({ id: v.string(), type: v.string(), status: v.optional(v.string()) })),
  error: v.optional(v.looseObject({ code: v.string() })),
  steer: v.optional(v.looseObject({ id: v.optional(v.string()), previous_response_id: v.string() })),
});

/** A frame a test can look into. */
export type SeenFrame = v.InferOutput<typeof frame>;

/** Reads one frame of the gateway; throws when it lacks what every frame of ours has. */
export function readFrame(text: string): SeenFrame {
  return v.parse(frame, JSON.parse(text));
}

/** One frame as one line: lane, number, type without `response.`, and the facts that tell frames apart. */
export function describeFrame(seen: SeenFrame): string {
  const lane = seen.stream_id === undefined ? '' : `[${seen.stream_id}] `;
  const number = seen.sequence_number === undefined ? '-' : String(seen.sequence_number);
  return [`${lane}${number} ${seen.type.replace('response.', '')}`, ...facts(seen)].join(' ');
}

function facts(seen: SeenFrame): string[] {
  const { response, item, delta, text, error, status, steer, reason } = seen;
  const list: string[] = [];
  if (status !== undefined) list.push(String(status));
  if (error) list.push(error.code);
  if (reason !== undefined) list.push(reason);
  if (response) {
    list.push(response.id);
    if (response.previous_response_id !== null) list.push(`after ${response.previous_response_id}`);
    if (response.incomplete_details) list.push(response.incomplete_details.reason);
    if (response.error) list.push(response.error.code);
    if (response.usage) {
      const { input_tokens, input_tokens_details, output_tokens } = response.usage;
      list.push(`tokens ${input_tokens}(${input_tokens_details.cached_tokens})+${output_tokens}`);
      list.push(`output ${response.output.length}`);
    }
  }
  if (item) list.push(`${item.type} ${item.id} ${item.status ?? ''}`.trim());
  if (delta !== undefined) list.push(JSON.stringify(delta));
  if (text !== undefined) list.push(JSON.stringify(text));
  if (seen.arguments !== undefined) list.push(seen.arguments);
  if (steer) list.push(`${steer.id ?? 'no-id'} of ${steer.previous_response_id}`);
  return list;
}

/** Compares lines without their common indentation. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

import { cost, type ModelAnswer } from './answers';
import type { Asked } from './standIn';

type Json = Readonly<Record<string, unknown>>;

/**
 * The events of one answer of the Responses API.
 * @param padded with the padding OpenAI adds to deltas
 */
export function responsesEvents({ body }: Asked, answer: ModelAnswer, padded: boolean): string[] {
  let number = 0;
  const event = (type: string, fields: Json): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...fields })}\n\n`;
  const head = {
    id: 'resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b',
    object: 'response',
    created_at: 1_763_884_800,
    error: null,
    incomplete_details: null,
    instructions: body['instructions'] ?? null,
    model: body['model'],
    output: [],
    // OpenAI always says which tier it served.
    ...(padded ? { service_tier: 'default' } : {}),
    store: false,
    usage: null,
  };
  const text = answer.tokens.join('');
  const output: Json[] = [];
  const events = [
    event('response.created', { response: { ...head, status: 'in_progress' } }),
    event('response.in_progress', { response: { ...head, status: 'in_progress' } }),
  ];
  if (answer.thoughts) {
    const item = { id: 'rs_1', type: 'reasoning', summary: [] };
    events.push(
      event('response.output_item.added', { output_index: 0, item }),
      ...answer.thoughts.map(delta =>
        event('response.reasoning_summary_text.delta', {
          item_id: 'rs_1',
          output_index: 0,
          summary_index: 0,
          delta,
        }),
      ),
      event('response.output_item.done', { output_index: 0, item }),
    );
    output.push(item);
  }
  if (text !== '') {
    const place = { item_id: 'msg_1', output_index: output.length, content_index: 0 };
    const part = { type: 'output_text', annotations: [], logprobs: [], text };
    const item = { id: 'msg_1', type: 'message', status: 'completed', content: [part], role: 'assistant' };
    events.push(
      event('response.output_item.added', { output_index: output.length, item: { ...item, content: [] } }),
      event('response.content_part.added', { ...place, part: { ...part, text: '' } }),
      ...answer.tokens.map(delta =>
        event('response.output_text.delta', { ...place, delta, ...(padded ? { obfuscation: 'hXq2' } : {}) }),
      ),
      event('response.output_text.done', { ...place, text }),
      event('response.content_part.done', { ...place, part }),
      event('response.output_item.done', { output_index: output.length, item }),
    );
    output.push(item);
  }
  for (const { id, name, arguments: args } of answer.calls ?? []) {
    const output_index = output.length;
    const item = {
      id: `fc_${id}`,
      type: 'function_call',
      status: 'completed',
      arguments: args,
      call_id: id,
      name,
    };
    events.push(
      event('response.output_item.added', { output_index, item: { ...item, arguments: '' } }),
      event('response.function_call_arguments.delta', { item_id: item.id, output_index, delta: args }),
      event('response.function_call_arguments.done', { item_id: item.id, output_index, arguments: args }),
      event('response.output_item.done', { output_index, item }),
    );
    output.push(item);
  }
  const status = answer.cut ? 'incomplete' : 'completed';
  const usage = {
    input_tokens: cost.prompt,
    input_tokens_details: { cached_tokens: cost.cached },
    output_tokens: cost.completion,
    output_tokens_details: { reasoning_tokens: cost.thoughts },
    total_tokens: cost.prompt + cost.completion,
  };
  const incomplete_details = answer.cut ? { reason: 'max_output_tokens' } : null;
  events.push(
    event(`response.${status}`, { response: { ...head, incomplete_details, status, output, usage } }),
  );
  return events;
}

import type { ServedEvent } from './served';

/**
 * An event as JSON. That which comes with every token is put together here, member by member as `JSON.stringify` would,
 * which takes several times as long to find out what an object holds.
 */
export function frameOf(event: ServedEvent): string {
  if (event.type !== 'response.output_text.delta' || event.logprobs.length > 0) return JSON.stringify(event);
  const { item_id, output_index, content_index, delta, sequence_number, stream_id } = event;
  return (
    `{"type":"response.output_text.delta","item_id":${JSON.stringify(item_id)}` +
    `,"output_index":${output_index},"content_index":${content_index},"delta":${JSON.stringify(delta)},"logprobs":[]` +
    (sequence_number === undefined ? '' : `,"sequence_number":${sequence_number}`) +
    (stream_id === undefined ? '}' : `,"stream_id":${JSON.stringify(stream_id)}}`)
  );
}

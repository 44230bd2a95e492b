import * as v from 'valibot';

const event = v.looseObject({ content: v.optional(v.string(), '') });

/** The texts in a stream of `/infill`. */
export async function* eachEvent(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: {')) yield v.parse(event, JSON.parse(line.slice(6))).content;
  }
}

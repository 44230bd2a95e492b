#!/usr/bin/env bash
# @ai-sdk/openai loses the last event of a stream whose lines end with CR alone: a whole answer counts as interrupted.
#
# Seen with: ai 7.0.173, @ai-sdk/openai 4.0.118 (eventsource-parser 3.1.1); eventsource-parser 4.1.3 and openai 7.59.0 beside it; Node 20 and newer.
# What happens: lines of server-sent events end with LF, CRLF or CR. With CR the parser waits for an LF that might follow the last one, and
#   the end of the stream does not make it go on, so `response.completed` is dropped: no usage, and the reason is `interrupted`.
#   eventsource-parser 4.1.3 and openai read it.
# What it means for us: a server should end lines with LF, as the gateway does; where a proxy rewrites them, one more comment line at the
#   end of a stream helps. Our own reader takes all three (src/protocol/sse.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact ai@7.0.173 @ai-sdk/openai@4.0.118 eventsource-parser@4.1.3 openai@7.59.0

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { createOpenAI } from '@ai-sdk/openai';
import { streamText } from 'ai';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import OpenAI from 'openai';

const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const part = { type: 'output_text', text: '', annotations: [], logprobs: [] };
const whole = { ...item, status: 'completed', content: [{ ...part, text: 'Hello.' }] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const answer = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...at, part },
  { type: 'response.output_text.delta', ...at, delta: 'Hello.', logprobs: [] },
  { type: 'response.output_item.done', output_index: 0, item: whole },
  { type: 'response.completed', response: { ...response, status: 'completed', output: [whole], usage } },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`).join('');
const ends = { lf: '\n', crlf: '\r\n', cr: '\r' };

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(answer.replaceAll('\n', ends[request.url.split('/')[1]]));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const seen = {};
for (const end of Object.keys(ends)) {
  const baseURL = `http://127.0.0.1:${server.address().port}/${end}`;
  const stream = streamText({ model: createOpenAI({ apiKey: 'none', baseURL })('m'), prompt: 'Hi', maxRetries: 0, onError() {} });
  const sdk = `${await stream.text} ${await stream.finishReason}`;
  const openai = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 });
  const { status } = await openai.responses.stream({ model: 'm', input: 'Hi' }).finalResponse();
  const { body } = await fetch(`${baseURL}/responses`, { method: 'POST' });
  let last;
  for await (const { event } of body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) last = event;
  seen[end] = { 'ai-sdk': sdk, openai: status, 'eventsource-parser 4': last };
}
console.log(seen);
const good = { openai: 'completed', 'eventsource-parser 4': 'response.completed' };
const expected = {
  lf: { 'ai-sdk': 'Hello. stop', ...good }, crlf: { 'ai-sdk': 'Hello. stop', ...good }, cr: { 'ai-sdk': 'Hello. interrupted', ...good },
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# LlamaIndex for TypeScript gives the last words of a streamed answer of /v1/responses several times.
#
# Seen with: @llamaindex/openai 0.4.22, @llamaindex/core 0.6.22, Node 20 and newer.
# What happens: after the deltas of a text come the events that are documented to follow: the text is done, its part, its item, the response.
#   `OpenAIResponses.chat({ stream: true })` hands out a piece for each event, and in each of these the last delta once more. Whoever adds
#   them up has "One, two.two.two.two.two." for "One, two.". Over chat/completions the same answer comes out right, as it does without a stream.
# What it means for us: people who see the end of their answers repeated use this client; what the gateway sent is right. For a client like this
#   /v1/chat/completions of the gateway is the better choice (docs/protocol.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @llamaindex/openai@0.4.22 @llamaindex/core@0.6.22 @llamaindex/env@0.1.30

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { OpenAI, OpenAIResponses } from '@llamaindex/openai';

const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const part = { type: 'output_text', text: '', annotations: [], logprobs: [] };
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const full = { ...item, status: 'completed', content: [{ ...part, text: 'One, two.' }] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const whole = { ...response, status: 'completed', output: [full], usage };
const events = [
  { type: 'response.created', response },
  { type: 'response.in_progress', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...at, part },
  { type: 'response.output_text.delta', ...at, delta: 'One, ', logprobs: [] },
  { type: 'response.output_text.delta', ...at, delta: 'two.', logprobs: [] },
  { type: 'response.output_text.done', ...at, text: 'One, two.', logprobs: [] },
  { type: 'response.content_part.done', ...at, part: full.content[0] },
  { type: 'response.output_item.done', output_index: 0, item: full },
  { type: 'response.completed', response: whole },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
const chunks = [
  { delta: { role: 'assistant', content: 'One, ' }, finish_reason: null },
  { delta: { content: 'two.' }, finish_reason: null },
  { delta: {}, finish_reason: 'stop' },
].map(choice => {
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, ...choice }] };
  return `data: ${JSON.stringify(chunk)}\n\n`;
});

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const piece of request) body += piece;
  const stream = JSON.parse(body).stream === true;
  reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  if (!stream) return reply.end(JSON.stringify(whole));
  reply.end(request.url.endsWith('/responses') ? events.join('') : `${chunks.join('')}data: [DONE]\n\n`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const options = { apiKey: 'none', model: 'gpt-4o', baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 };
const messages = [{ role: 'user', content: 'Hi' }];
async function streamed(llm) {
  let text = '';
  for await (const { delta } of await llm.chat({ messages, stream: true })) text += delta;
  return text;
}
const { message } = await new OpenAIResponses(options).chat({ messages });
const seen = {
  'Responses, streamed': await streamed(new OpenAIResponses(options)),
  'Responses, not streamed': typeof message.content === 'string' ? message.content : message.content.map(({ text }) => text).join(''),
  'chat/completions, streamed': await streamed(new OpenAI(options)),
};
console.log(seen);
const still = Object.values(seen).join('|') === 'One, two.two.two.two.two.|One, two.|One, two.';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

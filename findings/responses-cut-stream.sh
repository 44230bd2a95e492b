#!/usr/bin/env bash
# A Responses stream that ends without its last event is an error to neither openai nor @ai-sdk/openai; one of chat/completions is.
#
# Seen with: openai 7.59.0, ai 7.0.173, @ai-sdk/openai 4.0.118, @ai-sdk/openai-compatible 3.0.92, Node 20 and newer.
# What happens: the server sends one delta and closes its answer in good order, with no `response.completed`, as a proxy does whose
#   server behind it went away. `finalResponse()` of openai resolves to a response whose status is `in_progress`; @ai-sdk/openai ends with
#   the reason `interrupted` and no error. For a chat that lacks its `finish_reason` both throw.
# What it means for us: half an answer would be taken for the whole. So every answer of our gateway ends with an event that says how it ended,
#   also where its engine breaks off (src/gateway/turn/runTurn.ts), and our own client takes an answer without one for lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact openai@7.59.0 ai@7.0.173 @ai-sdk/openai@4.0.118 @ai-sdk/openai-compatible@3.0.92

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import OpenAI from 'openai';

const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const answer = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...at, part: { type: 'output_text', text: '', annotations: [] } },
  { type: 'response.output_text.delta', ...at, delta: 'Half an', logprobs: [] },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
const choices = [{ index: 0, delta: { role: 'assistant', content: 'Half an' }, finish_reason: null }];
const chunk = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`;

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(request.url.endsWith('/responses') ? answer.join('') : chunk);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const to = { apiKey: 'none', baseURL: `http://127.0.0.1:${server.address().port}/v1` };
const openai = new OpenAI({ ...to, maxRetries: 0 });

const outcome = of => of.catch(error => `throws "${error.message}"`);
async function bySdk(model) {
  let said = 'nothing';
  for await (const part of streamText({ model, prompt: 'Hi', maxRetries: 0, onError() {} }).fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'finish') said = part.finishReason;
  }
  return said;
}
const messages = [{ role: 'user', content: 'Hi' }];
const seen = {
  'openai, responses': await outcome(openai.responses.stream({ model: 'm', input: 'Hi' }).finalResponse().then(final => final.status)),
  'openai, chat': await outcome(openai.chat.completions.stream({ model: 'm', messages }).finalChatCompletion().then(() => 'whole')),
  'ai-sdk, responses': await outcome(bySdk(createOpenAI(to)('m'))),
  'ai-sdk, chat': await outcome(bySdk(createOpenAICompatible({ name: 'x', ...to })('m'))),
};
console.log(seen);
const still =
  seen['openai, responses'] === 'in_progress' && seen['ai-sdk, responses'] === 'interrupted' &&
  seen['openai, chat'].startsWith('throws') && seen['ai-sdk, chat'].startsWith('throws');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

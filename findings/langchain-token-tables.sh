#!/usr/bin/env bash
# @langchain/openai fetches a table of tokens from a host of its own before it hands out an answer of chat/completions that is there.
#
# Seen with: @langchain/openai 1.6.0, @langchain/core 1.4.0, js-tiktoken 1.0.21, Node 20 and newer.
# What happens: `invoke` of a model with `streaming: true` estimates the tokens when the answer has ended, though it has asked for them and the server
#   has told them. For that it fetches a table from tiktoken.pages.dev. Where this cannot be had, as behind a firewall, it tries seven times, with
#   pauses that grow to half a minute, and then once more for the answer, before it returns. `stream`, `invoke` without `streaming`, and
#   Responses ask nobody. The script stands in for `fetch` and stops at the third try.
# What it means for us: an assistant in a closed network that seems to hang for minutes with this client has got its answer in full. Use `stream` or
#   /v1/responses of the gateway. Neither the gateway nor the extension counts tokens with a table from elsewhere (src/common/tokenEstimate.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @langchain/openai@1.6.0 @langchain/core@1.4.0 js-tiktoken@1.0.21

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { ChatOpenAI } from '@langchain/openai';

const tokens = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
const part = (object, more) => ({ id: 'c', object, created: 1, model: 'm', ...more });
const chunks = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello.' }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  { choices: [], usage: tokens },
].map(more => `data: ${JSON.stringify(part('chat.completion.chunk', more))}\n\n`);
const message = { role: 'assistant', content: 'Hello.' };
const whole = part('chat.completion', { choices: [{ index: 0, finish_reason: 'stop', message }], usage: tokens });
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {},
};
const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const output = [{ ...item, status: 'completed', content: [{ type: 'output_text', text: 'Hello.', annotations: [], logprobs: [] }] }];
const events = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta: 'Hello.', logprobs: [] },
  { type: 'response.output_item.done', output_index: 0, item: output[0] },
  { type: 'response.completed', response: { ...response, status: 'completed', output, usage } },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
let askedForTokens = false;
const server = createServer(async (request, reply) => {
  let body = '';
  for await (const piece of request) body += piece;
  const { stream, stream_options } = JSON.parse(body);
  askedForTokens = stream_options?.include_usage === true;
  reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  if (request.url.endsWith('/responses')) return reply.end(events.join(''));
  reply.end(stream ? `${chunks.join('')}data: [DONE]\n\n` : JSON.stringify(whole));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

let stop;
const enough = new Promise(resolve => void (stop = resolve));
let hosts = [];
const { fetch } = globalThis;
globalThis.fetch = async (target, init) => {
  const { hostname } = new URL(target.url ?? target);
  if (hostname === '127.0.0.1') return fetch(target, init);
  hosts.push(hostname);
  if (hosts.length === 3) stop('nothing yet');
  // As it is where the host cannot be reached.
  throw new TypeError('fetch failed');
};

const model = (streaming, useResponsesApi = false) =>
  new ChatOpenAI({
    apiKey: 'none', model: 'm', streaming, useResponsesApi, maxRetries: 0,
    configuration: { baseURL: `http://127.0.0.1:${server.address().port}/v1` },
  });
const ways = {
  invoke: async () => (await model(false).invoke('Hi')).text,
  'stream, streaming: true': async () => {
    let text = '';
    for await (const { content } of await model(true).stream('Hi')) text += content;
    return text;
  },
  'invoke, streaming: true, Responses': async () => (await model(true, true).invoke('Hi')).text,
  'invoke, streaming: true': () => Promise.race([model(true).invoke('Hi').then(({ text }) => text), enough]),
};
const seen = {};
for (const [way, ask] of Object.entries(ways)) {
  hosts = [];
  seen[way] = { answer: await ask(), askedForTokens, 'hosts asked': hosts.join(' ') };
}
console.log(seen);
const expected = {
  invoke: ['Hello.', false, ''],
  'stream, streaming: true': ['Hello.', true, ''],
  'invoke, streaming: true, Responses': ['Hello.', false, ''],
  'invoke, streaming: true': ['nothing yet', true, 'tiktoken.pages.dev tiktoken.pages.dev tiktoken.pages.dev'],
};
const still = Object.entries(expected).every(([way, values]) => Object.values(seen[way]).join() === values.join());
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# @openai/agents asks ten times when an answer has no output, and then throws "Max turns (10) exceeded".
#
# Seen with: @openai/agents 0.20.0, openai 7.59.0 (npm), Node 20 and newer.
# What happens: the server answers `completed` with `output: []`, as a model does that has nothing to say. A run takes that for a turn
#   that leads on and asks again, with the same input, until its limit of ten turns; streamed or not. Nine of them are paid for nothing.
#   When the answer has a message with an empty text, the run ends after one request, with the output "".
# What it means for us: every answer of the gateway has a message, also an empty one (src/gateway/turn/turnWriter.ts). Whoever writes
#   a server should do the same; whoever uses the library sets `maxTurns`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @openai/agents@0.20.0 openai@7.59.0

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { Agent, OpenAIProvider, Runner } from '@openai/agents';
import OpenAI from 'openai';

const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 1, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 2,
};
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const content = [{ type: 'output_text', text: '', annotations: [], logprobs: [] }];
const message = { type: 'message', id: 'msg_1', status: 'completed', role: 'assistant', content };
const outputs = { none: [], empty: [message] };

let asked = 0;
const server = createServer(async (request, reply) => {
  asked += 1;
  let body = '';
  for await (const piece of request) body += piece;
  const output = outputs[request.url.split('/')[1]];
  const whole = { ...response, status: 'completed', output, usage };
  if (JSON.parse(body).stream !== true) return reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
  const events = [
    { type: 'response.created', response },
    ...output.flatMap((item, output_index) => [
      { type: 'response.output_item.added', output_index, item: { ...item, status: 'in_progress', content: [] } },
      { type: 'response.output_item.done', output_index, item },
    ]),
    { type: 'response.completed', response: whole },
  ];
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(events.map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`).join(''));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

async function outcome(kind, stream) {
  asked = 0;
  const baseURL = `http://127.0.0.1:${server.address().port}/${kind}/v1`;
  const modelProvider = new OpenAIProvider({ openAIClient: new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 }), useResponses: true });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const said = await runner.run(new Agent({ name: 'a', model: 'm' }), 'Hi', { stream }).then(
    async run => {
      if (stream) await run.completed;
      return `"${run.finalOutput}"`;
    },
  ).catch(thrown => thrown.message);
  return `${said}, asked ${asked}`;
}
const seen = {};
for (const kind of Object.keys(outputs))
  for (const stream of [false, true]) seen[`${kind}, ${stream ? 'streamed' : 'whole'}`] = await outcome(kind, stream);
console.log(seen);
const tenTimes = 'Max turns (10) exceeded, asked 10';
const still =
  seen['none, whole'] === tenTimes && seen['none, streamed'] === tenTimes &&
  seen['empty, whole'] === '"", asked 1' && seen['empty, streamed'] === '"", asked 1';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node --disable-warning=MaxListenersExceededWarning check.mjs

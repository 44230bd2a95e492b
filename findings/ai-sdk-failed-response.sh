#!/usr/bin/env bash
# @ai-sdk/openai reads a failed answer of /v1/responses as "Invalid JSON response": what went wrong, it does not say.
#
# Seen with: ai 7.0.173, @ai-sdk/openai 4.0.118, Node 20 and newer.
# What happens: the server answers with status 200 and a response whose `status` is `failed` and whose `error` has the documented fields,
#   `code` and `message`. generateText throws "Invalid JSON response", for it wants a `type` in there, which the documentation does not
#   have. With one it throws the message. The same error at the end of a stream arrives with its message, without a `type`.
# What it means for us: where nothing has been sent yet, the gateway makes a failure a status (src/gateway/turn/failedBody.ts); this client
#   reads that one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact ai@7.0.173 @ai-sdk/openai@4.0.118

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, streamText } from 'ai';

const message = 'The machine is gone.';
const error = { code: 'server_error', message };
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'failed', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, incomplete_details: null, metadata: {}, usage: null,
};
const created = { type: 'response.created', sequence_number: 0, response: { ...response, status: 'in_progress', error: null } };
const failed = { type: 'response.failed', sequence_number: 1, response: { ...response, error } };

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const piece of request) body += piece;
  const stream = JSON.parse(body).stream === true;
  reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  const told = request.url.startsWith('/typed') ? { ...error, type: 'server_error' } : error;
  if (!stream) return reply.end(JSON.stringify({ ...response, error: told }));
  reply.end([created, failed].map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const model = kind => createOpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${server.address().port}/${kind}/v1` })('m');
const whole = kind =>
  generateText({ model: model(kind), prompt: 'Hi', maxRetries: 0 }).then(() => 'no error', thrown => thrown.message);
async function streamed() {
  for await (const part of streamText({ model: model('plain'), prompt: 'Hi', maxRetries: 0, onError() {} }).fullStream)
    if (part.type === 'error') return part.error.message;
  return 'no error';
}
const seen = { 'as documented': await whole('plain'), 'with a type': await whole('typed'), 'in a stream': await streamed() };
console.log(seen);
const still =
  seen['as documented'] === 'Invalid JSON response' && seen['with a type'] === message && seen['in a stream'] === message;
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# @langchain/openai ends a Responses stream that failed as if the answer were whole; without a stream, and for chat/completions, it throws.
#
# Seen with: @langchain/openai 1.6.0, @langchain/core 1.4.0, openai 7.59.0, Node 20 and newer.
# What happens: the server sends a delta and then `response.failed` with code and message, the documented end of an answer that broke off.
#   `stream()` yields half the text and ends; nothing in the pieces says failed. `invoke()` of the same failure throws its message. The
#   package of the same people for Python throws in both cases.
# What it means for us: the gateway says in a stream that an answer broke off, and this client does not hear it. Without a stream
#   src/gateway/turn/failedBody.ts makes it a status, which every client hears.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @langchain/openai@1.6.0 @langchain/core@1.4.0 openai@7.59.0

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { ChatOpenAI } from '@langchain/openai';

const error = { code: 'server_error', message: 'Broken.' };
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const half = { ...item, status: 'incomplete', content: [{ type: 'output_text', text: 'Half an', annotations: [] }] };
const failed = { ...response, status: 'failed', error, output: [half] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const events = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...at, part: { type: 'output_text', text: '', annotations: [] } },
  { type: 'response.output_text.delta', ...at, delta: 'Half an', logprobs: [] },
  { type: 'response.failed', response: failed },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
const choices = [{ index: 0, delta: { role: 'assistant', content: 'Half an' }, finish_reason: null }];
const chunk = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`;

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const piece of request) body += piece;
  const stream = JSON.parse(body).stream === true;
  reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  if (!request.url.endsWith('/responses')) reply.end(`${chunk}data: ${JSON.stringify({ error })}\n\n`);
  else reply.end(stream ? events.join('') : JSON.stringify(failed));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const configuration = { baseURL: `http://127.0.0.1:${server.address().port}/v1` };
const model = useResponsesApi => new ChatOpenAI({ model: 'm', apiKey: 'none', maxRetries: 0, useResponsesApi, configuration });

async function streamed(useResponsesApi) {
  let text = '';
  try {
    for await (const piece of await model(useResponsesApi).stream('Hi')) text += piece.text;
    return `"${text}", and no error`;
  } catch (thrown) {
    return `throws "${thrown.message}"`;
  }
}
const seen = {
  'responses, stream()': await streamed(true),
  'responses, invoke()': await model(true).invoke('Hi').then(() => 'no error', thrown => `throws "${thrown.message}"`),
  'chat, stream()': await streamed(false),
};
console.log(seen);
const still =
  seen['responses, stream()'] === '"Half an", and no error' && seen['responses, invoke()'].includes('Broken.') &&
  seen['chat, stream()'].includes('Broken.');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

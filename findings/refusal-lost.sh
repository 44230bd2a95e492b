#!/usr/bin/env bash
# A refusal of the model is an empty answer that ended well to LangChain (chat/completions) and to @ai-sdk/open-responses.
#
# Seen with: @langchain/openai 1.6.0, @langchain/core 1.4.0, ai 7.0.173, @ai-sdk/open-responses 2.0.36, @ai-sdk/openai 4.0.118 beside it (npm), Node 20
#   and newer; langchain-openai 1.7.4, openai 3.57.0 (PyPI), Python 3.11.
# What happens: a model that will not answer says so in `refusal`, beside `content` (chat/completions), or in a part of that type (Responses). LangChain
#   for JavaScript drops it, streamed or not, the one for Python when it is streamed; what is left has no text and `finish_reason` `stop`. In a
#   stream of Responses both keep it. @ai-sdk/open-responses streams an empty answer with the reason `stop`, and without a stream throws a TypeError.
#   @ai-sdk/openai gives the words, and the reason `content-filter`.
# What it means for us: nobody would learn why there is no answer, so the gateway hands refusals on as text
#   (forms/chat/chatChoice.ts and forms/responses/responsesReader.ts in src/engines/upstream).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact \
  @langchain/openai@1.6.0 @langchain/core@1.4.0 ai@7.0.173 @ai-sdk/open-responses@2.0.36 @ai-sdk/openai@4.0.118
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: langchain-openai==1.7.4 openai==3.57.0

cat >ask.py <<'PY'
import json, sys
from langchain_openai import ChatOpenAI

model = ChatOpenAI(model='m', api_key='none', base_url=sys.argv[1], max_retries=0)
added = None
for piece in model.stream('Hi'):
    added = piece if added is None else added + piece


def kept(message):
    return f'{message.content or message.additional_kwargs.get("refusal", "")}, {message.response_metadata["finish_reason"]}'


print(json.dumps({'LangChain (Python)': {'streamed': kept(added), 'whole': kept(model.invoke('Hi'))}}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenResponses } from '@ai-sdk/open-responses';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, streamText } from 'ai';

const words = 'I will not.';
const chat = (object, choice) => ({ id: 'c', object, created: 1, model: 'm', choices: [{ index: 0, ...choice }] });
const wholeChat = chat('chat.completion', { message: { role: 'assistant', content: null, refusal: words }, finish_reason: 'stop' });
const chunks = [
  { delta: { role: 'assistant', content: null, refusal: '' }, finish_reason: null },
  { delta: { refusal: words }, finish_reason: null },
  { delta: {}, finish_reason: 'stop' },
].map(choice => `data: ${JSON.stringify(chat('chat.completion.chunk', choice))}\n\n`);

const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const part = { type: 'refusal', refusal: words };
const full = { ...item, status: 'completed', content: [part] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const whole = { ...response, status: 'completed', output: [full], usage };
const events = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item },
  { type: 'response.content_part.added', ...at, part: { ...part, refusal: '' } },
  { type: 'response.refusal.delta', ...at, delta: words },
  { type: 'response.refusal.done', ...at, refusal: words },
  { type: 'response.content_part.done', ...at, part },
  { type: 'response.output_item.done', output_index: 0, item: full },
  { type: 'response.completed', response: whole },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const piece of request) body += piece;
  const responses = request.url.endsWith('/responses');
  const stream = JSON.parse(body).stream === true;
  reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  if (!stream) return reply.end(JSON.stringify(responses ? whole : wholeChat));
  reply.end(responses ? events.join('') : `${chunks.join('')}data: [DONE]\n\n`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;

const langchain = new ChatOpenAI({ apiKey: 'none', model: 'm', maxRetries: 0, configuration: { baseURL } });
const kept = ({ text, additional_kwargs, response_metadata }) => `${text || (additional_kwargs.refusal ?? '')}, ${response_metadata.finish_reason}`;
async function added() {
  let message;
  for await (const piece of await langchain.stream('Hi')) message = message ? message.concat(piece) : piece;
  return kept(message);
}
async function sdk(model) {
  const asked = { model, prompt: 'Hi', maxRetries: 0 };
  const streamed = streamText({ ...asked, onError() {} });
  const text = await streamed.text;
  const generated = generateText(asked).then(({ text, finishReason }) => `${text}, ${finishReason}`, thrown => thrown.constructor.name);
  return { streamed: `${text}, ${await streamed.finishReason}`, whole: await generated };
}
const { stdout } = await promisify(execFile)('venv/bin/python', ['ask.py', baseURL]);
const seen = {
  'LangChain (JavaScript)': { streamed: await added(), whole: kept(await langchain.invoke('Hi')) },
  ...JSON.parse(stdout),
  '@ai-sdk/open-responses': await sdk(createOpenResponses({ name: 'o', apiKey: 'none', url: `${baseURL}/responses` })('m')),
  '@ai-sdk/openai': await sdk(createOpenAI({ apiKey: 'none', baseURL })('m')),
};
console.table(seen);
const expected = {
  'LangChain (JavaScript)': { streamed: ', stop', whole: ', stop' },
  'LangChain (Python)': { streamed: ', stop', whole: 'I will not., stop' },
  '@ai-sdk/open-responses': { streamed: ', stop', whole: 'TypeError' },
  '@ai-sdk/openai': { streamed: 'I will not., content-filter', whole: 'I will not., content-filter' },
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

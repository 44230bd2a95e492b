#!/usr/bin/env bash
# LangChain takes a call that its limit has cut for a whole one: the tool runs with as much of the arguments as was there.
#
# Seen with: @langchain/openai 1.6.0, @langchain/core 1.4.0 (npm), Node 20 and newer; langchain-openai 1.7.4, openai 3.57.0 (PyPI), Python 3.11.
# What happens: the limit of tokens cuts an answer within the arguments of a function call, and the answer says so: `incomplete` with Responses,
#   `finish_reason` `length` with chat/completions. Without a stream LangChain has it in `invalid_tool_calls`, as its documentation says of arguments
#   that are no JSON. When it was streamed, the beginning is made whole, and it stands in `tool_calls` with fewer arguments. So in both languages
#   and with both forms, in Python also in what `invoke` of a model with `streaming=True` returns.
# What it means for us: behind such a client a limit that is too small does not end in an error but in a call that nobody has written, as in one to
#   remove without the list of what to keep. The gateway leaves out a call that was cut (forms/responses/responsesReader.ts and
#   forms/chat/chatChoice.ts in src/engines/upstream), and says in both forms that the answer was.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @langchain/openai@1.6.0 @langchain/core@1.4.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: langchain-openai==1.7.4 openai==3.57.0

cat >ask.py <<'PY'
import json, sys
from langchain_openai import ChatOpenAI


def calls(responses, streaming):
    model = ChatOpenAI(model='m', api_key='none', base_url=sys.argv[1], max_retries=0, use_responses_api=responses, streaming=streaming)
    message = model.invoke('Hi')
    return {'valid': [call['args'] for call in message.tool_calls], 'invalid': len(message.invalid_tool_calls)}


forms = {'Responses': True, 'chat': False}
ways = {'streamed': True, 'whole': False}
print(json.dumps({f'Python, {form}, {way}': calls(forms[form], ways[way]) for form in forms for way in ways}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { ChatOpenAI } from '@langchain/openai';

const written = '{"folder":"/tmp/build","kee';
const usage = {
  input_tokens: 1, input_tokens_details: { cached_tokens: 0 }, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 3,
};
const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'remove', arguments: written, status: 'incomplete' };
const cut = { ...response, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [item], usage };
const events = [
  { type: 'response.created', response },
  { type: 'response.output_item.added', output_index: 0, item: { ...item, arguments: '', status: 'in_progress' } },
  { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: written },
  { type: 'response.output_item.done', output_index: 0, item },
  { type: 'response.incomplete', response: cut },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);

const call = { id: 'call_1', type: 'function', function: { name: 'remove', arguments: written } };
const chat = (object, more) => ({ id: 'c', object, created: 1, model: 'm', ...more });
const tokens = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
const message = { role: 'assistant', content: null, tool_calls: [call] };
const whole = chat('chat.completion', { choices: [{ index: 0, finish_reason: 'length', message }], usage: tokens });
const chunks = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: null, tool_calls: [{ ...call, index: 0 }] }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'length' }] },
  { choices: [], usage: tokens },
].map(more => `data: ${JSON.stringify(chat('chat.completion.chunk', more))}\n\n`);

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const piece of request) body += piece;
  const responses = request.url.endsWith('/responses');
  const stream = JSON.parse(body).stream === true;
  reply.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
  if (!stream) return reply.end(JSON.stringify(responses ? cut : whole));
  reply.end(responses ? events.join('') : `${chunks.join('')}data: [DONE]\n\n`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;

const { stdout } = await promisify(execFile)('venv/bin/python', ['ask.py', baseURL]);
const seen = {};
for (const [form, useResponsesApi] of Object.entries({ Responses: true, chat: false }))
  for (const [way, streaming] of Object.entries({ streamed: true, whole: false })) {
    const model = new ChatOpenAI({ apiKey: 'none', model: 'm', useResponsesApi, maxRetries: 0, configuration: { baseURL } });
    let message = streaming ? undefined : await model.invoke('Hi');
    if (streaming) for await (const piece of await model.stream('Hi')) message = message ? message.concat(piece) : piece;
    const { tool_calls, invalid_tool_calls } = message;
    seen[`JavaScript, ${form}, ${way}`] = { valid: tool_calls.map(({ args }) => args), invalid: invalid_tool_calls.length };
  }
Object.assign(seen, JSON.parse(stdout));
for (const [name, calls] of Object.entries(seen)) console.log(`  ${name.padEnd(32)} ${JSON.stringify(calls)}`);
const expected = name =>
  JSON.stringify(name.endsWith('streamed') ? { valid: [{ folder: '/tmp/build' }], invalid: 0 } : { valid: [], invalid: 1 });
const still = Object.entries(seen).every(([name, calls]) => JSON.stringify(calls) === expected(name));
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

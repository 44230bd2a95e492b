#!/usr/bin/env bash
# openai's helper `responses.stream()` ends with an error at an event that it does not know; its plain stream and Python's helper go on.
#
# Seen with: openai 7.59.0 (npm), openai 3.57.0 (PyPI), Node 20 and newer, Python 3.11.
# What happens: the server sends one event of a type of its own between two documented ones. `responses.stream().finalResponse()` throws
#   "Unhandled response stream event". `responses.create({stream: true})` hands the event on, and `responses.stream()` of the Python
#   package passes over it; both come to the whole answer. An event called `keepalive` is passed over everywhere.
# What it means for us: the gateway must send nothing of its own over HTTP. What it adds to the protocol (docs/protocol.md) goes over the
#   WebSocket only, and what a server behind it adds stays there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact openai@7.59.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai==3.57.0

cat >helper.py <<'PY'
import sys
from openai import OpenAI

with OpenAI(api_key='none', base_url=sys.argv[1], max_retries=0).responses.stream(model='m', input='Hi') as stream:
    for _ in stream:
        pass
    print(stream.get_final_response().output_text)
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import OpenAI from 'openai';

const response = {
  id: 'resp_1', object: 'response', created_at: 1, model: 'm', status: 'in_progress', output: [], tools: [], tool_choice: 'auto',
  parallel_tool_calls: true, error: null, incomplete_details: null, metadata: {}, usage: null,
};
const item = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const part = { type: 'output_text', text: 'Hello.', annotations: [], logprobs: [] };
const whole = { ...item, status: 'completed', content: [part] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const eventsWith = type =>
  [
    { type: 'response.created', response },
    { type: 'response.output_item.added', output_index: 0, item },
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    { type },
    { type: 'response.output_text.delta', ...at, delta: 'Hello.', logprobs: [] },
    { type: 'response.output_text.done', ...at, text: 'Hello.', logprobs: [] },
    { type: 'response.content_part.done', ...at, part },
    { type: 'response.output_item.done', output_index: 0, item: whole },
    { type: 'response.completed', response: { ...response, status: 'completed', output: [whole] } },
  ].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(eventsWith(request.url.split('/')[1]).join(''));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const base = type => `http://127.0.0.1:${server.address().port}/${type}/v1`;
const client = type => new OpenAI({ apiKey: 'none', baseURL: base(type), maxRetries: 0 });

const helper = type => client(type).responses.stream({ model: 'm', input: 'Hi' }).finalResponse().then(final => final.output_text);
async function plain(type) {
  let text = '';
  for await (const event of await client(type).responses.create({ model: 'm', input: 'Hi', stream: true }))
    if (event.type === 'response.output_text.delta') text += event.delta;
  return text;
}
const python = type => promisify(execFile)('venv/bin/python', ['helper.py', base(type)]).then(({ stdout }) => stdout.trim());

const seen = {};
for (const type of ['server.news', 'keepalive'])
  for (const [name, ask] of Object.entries({ helper, plain, python }))
    seen[`${type}, ${name}`] = await ask(type).catch(thrown => `throws "${thrown.message}"`);
console.log(seen);
const { 'server.news, helper': thrown, ...others } = seen;
const still =
  thrown.startsWith('throws "Unhandled response stream event') && Object.values(others).every(text => text === 'Hello.');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

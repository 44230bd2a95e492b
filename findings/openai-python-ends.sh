#!/usr/bin/env bash
# openai's helper `responses.stream()` throws in Python at an answer that its limit has cut, and does not say why; in JavaScript it returns it.
#
# Seen with: openai 3.57.0 (PyPI), openai 7.59.0 (npm), Python 3.11, Node 20 and newer.
# What happens: a stream ends with `response.incomplete` (reason `max_output_tokens`) or `response.failed`. In JavaScript `finalResponse()`
#   resolves to the response with its status. In Python `get_final_response()` throws a RuntimeError that says only that there was no
#   `response.completed`. The documented `error` event in mid-stream ({type, code, message} flat) throws its message in JavaScript; in
#   Python it is that RuntimeError as well, and with `create(stream=True)` no error at all: the loop just ends.
# What it means for us: people behind such a client see a failure where an answer was cut, and an end where one broke. The gateway's `error` is
#   nested ({type, status, error}), which both throw (src/gateway/turn/served.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact openai@7.59.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai==3.57.0

cat >ask.py <<'PY'
import json, sys
from openai import OpenAI

responses = OpenAI(api_key='none', base_url=sys.argv[1], max_retries=0).responses


def helper():
    with responses.stream(model='m', input='Hi') as stream:
        for _ in stream:
            pass
        return stream.get_final_response().status


def plain():
    return [event.type for event in responses.create(model='m', input='Hi', stream=True)][-1]


def outcome(ask):
    try:
        return ask()
    except Exception as thrown:
        return f'{type(thrown).__name__}: {thrown}'


print(json.dumps([outcome(helper), outcome(plain)]))
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
const part = { type: 'output_text', text: '', annotations: [], logprobs: [] };
const half = { ...item, status: 'incomplete', content: [{ ...part, text: 'Half an' }] };
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
const error = { code: 'server_error', message: 'Broken.' };
const cut = { ...response, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [half] };
const ends = {
  cut: { type: 'response.incomplete', response: cut },
  failed: { type: 'response.failed', response: { ...response, status: 'failed', error, output: [half] } },
  flat: { type: 'error', ...error, param: null },
  nested: { type: 'error', status: 500, error: { ...error, type: 'server_error', param: null } },
};
const eventsTo = end =>
  [
    { type: 'response.created', response },
    { type: 'response.output_item.added', output_index: 0, item },
    { type: 'response.content_part.added', ...at, part },
    { type: 'response.output_text.delta', ...at, delta: 'Half an', logprobs: [] },
    end,
  ].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(eventsTo(ends[request.url.split('/')[1]]).join(''));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const seen = {};
for (const end of Object.keys(ends)) {
  const baseURL = `http://127.0.0.1:${server.address().port}/${end}/v1`;
  const { stdout } = await promisify(execFile)('venv/bin/python', ['ask.py', baseURL]);
  const [helper, plain] = JSON.parse(stdout);
  const js = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 }).responses.stream({ model: 'm', input: 'Hi' });
  const final = await js.finalResponse().then(({ status }) => status, thrown => `Error: ${thrown.message}`);
  seen[end] = { 'JavaScript, helper': final, 'Python, helper': helper, 'Python, plain': plain };
}
console.table(seen);
const lacking = "RuntimeError: Didn't receive a `response.completed` event.";
const row = (js, helper, plain) => ({ 'JavaScript, helper': js, 'Python, helper': helper, 'Python, plain': plain });
const expected = {
  cut: row('incomplete', lacking, 'response.incomplete'),
  failed: row('failed', lacking, 'response.failed'),
  flat: row('Error: Broken.', lacking, 'error'),
  nested: row('Error: Broken.', 'APIError: Broken.', 'APIError: Broken.'),
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# The clients of Together and Groq lose an answer whose events are called `message`, without an error.
#
# Seen with: together 3.1.1, groq 1.7.0, openai 3.57.0 (PyPI), Python 3.11; together-ai 0.52.0, groq-sdk 1.6.0, openai 7.59.0 (npm), Node 20 and newer.
# What happens: to the specification of server-sent events `event: message` is the same as no `event` line. Both clients of Together pass over every
#   event that has a name, so that nothing comes; groq for Python hands out an empty object (choices: None) for each. Both of openai and
#   groq-sdk for JavaScript read it.
# What it means for us: a server that names its events is read by some clients only. The chunks of the gateway's chat/completions have no name
#   (src/gateway/chatCompletions/chatChunks.ts); our own reader takes them with any.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact openai@7.59.0 groq-sdk@1.6.0 together-ai@0.52.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai==3.57.0 groq==1.7.0 together==3.1.1

cat >read.py <<'PY'
import json, sys
from groq import Groq
from openai import OpenAI
from together import Together


def parts(Client):
    client = Client(base_url=sys.argv[1], api_key='none', max_retries=0)
    stream = client.chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'Hi'}], stream=True)
    return [part.choices[0].delta.content if part.choices else None for part in stream]


print(json.dumps({f'{Client.__name__} (Python)': parts(Client) for Client in (Together, Groq, OpenAI)}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import Groq from 'groq-sdk';
import OpenAI from 'openai';
import Together from 'together-ai';

const chunk = (content, finish_reason) => {
  const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason }];
  return JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices });
};
const events = [chunk('One, ', null), chunk('two.', 'stop'), '[DONE]'];
const server = createServer((request, reply) => {
  request.resume();
  const name = request.url.startsWith('/named') ? 'event: message\n' : '';
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(events.map(data => `${name}data: ${data}\n\n`).join(''));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

async function parts(Client, baseURL) {
  const client = new Client({ apiKey: 'none', baseURL, maxRetries: 0 });
  const contents = [];
  for await (const part of await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true }))
    contents.push(part.choices[0].delta.content);
  return contents;
}
const seen = {};
for (const kind of ['plain', 'named']) {
  const baseURL = `http://127.0.0.1:${server.address().port}/${kind}`;
  const { stdout } = await promisify(execFile)('venv/bin/python', ['read.py', baseURL]);
  seen[kind] = JSON.parse(stdout);
  for (const Client of [Together, Groq, OpenAI]) seen[kind][`${Client.name} (JavaScript)`] = await parts(Client, baseURL);
}
console.log(seen);
const whole = ['One, ', 'two.'];
const expected = {
  plain: [whole, whole, whole, whole, whole, whole],
  named: [[], [null, null], whole, [], whole, whole],
};
const still = Object.entries(expected).every(([kind, all]) => JSON.stringify(Object.values(seen[kind])) === JSON.stringify(all));
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

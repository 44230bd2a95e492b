#!/usr/bin/env bash
# Clients of openai, Groq and Together in Python throw at a stream of server-sent events that begins with `retry: 3000` or `id: 1` alone.
#
# Seen with: openai 3.57.0, groq 1.7.0, together 3.1.1, httpx-sse 0.4.3 (PyPI), Python 3.11; openai 7.59.0, groq-sdk 1.6.0, eventsource-parser 3.1.1,
#   @microsoft/fetch-event-source 2.0.1 (npm), Node 20 and newer.
# What happens: the specification says that a block of lines without `data` is no event; `retry`, how long to wait before connecting again, usually
#   stands in one. The three take it for an event with empty data and read that as JSON. httpx-sse and fetch-event-source hand out such an event, so
#   that code of one's own does the same; fetch-event-source also does so for a comment, which is what servers send to keep a stream open. The others
#   in JavaScript pass over it.
# What it means for us: the gateway sends neither blocks like these nor comments (docs/protocol.md), and a proxy before it must not add any; our own
#   reader passes over them (src/protocol/sse.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact \
  openai@7.59.0 groq-sdk@1.6.0 eventsource-parser@3.1.1 @microsoft/fetch-event-source@2.0.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: \
  openai==3.57.0 groq==1.7.0 together==3.1.1 httpx==0.28.1 httpx-sse==0.4.3

cat >read.py <<'PY'
import json, sys
import httpx
from groq import Groq
from httpx_sse import EventSource
from openai import OpenAI
from together import Together

base = sys.argv[1]
messages = [{'role': 'user', 'content': 'Hi'}]


def text(client):
    parts = client.chat.completions.create(model='m', messages=messages, stream=True)
    return ''.join(part.choices[0].delta.content for part in parts)


def by_openai():
    return text(OpenAI(base_url=base, api_key='none', max_retries=0))


def by_groq():
    return text(Groq(base_url=base, api_key='none', max_retries=0))


def by_together():
    return text(Together(base_url=base, api_key='none', max_retries=0))


def by_httpx_sse():
    with httpx.stream('POST', f'{base}/chat/completions', json={}) as answer:
        parts = [event.data for event in EventSource(answer).iter_sse()]
    return ''.join(json.loads(data)['choices'][0]['delta']['content'] for data in parts if data != '[DONE]')


def outcome(read):
    try:
        return read()
    except Exception as thrown:
        return type(thrown).__name__


print(json.dumps({f'{read.__name__[3:]} (Python)': outcome(read) for read in (by_openai, by_groq, by_together, by_httpx_sse)}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { fetchEventSource } from '@microsoft/fetch-event-source';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import Groq from 'groq-sdk';
import OpenAI from 'openai';

const chunk = (content, finish_reason) => {
  const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`;
};
const before = { plain: '', retry: 'retry: 3000\n\n', id: 'id: 1\n\n', comment: ': still here\n\n' };
const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(`${before[request.url.split('/')[1]]}${chunk('One, ', null)}${chunk('two.', 'stop')}data: [DONE]\n\n`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
// fetch-event-source is made for pages.
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
globalThis.window = globalThis;

const messages = [{ role: 'user', content: 'Hi' }];
const contentOf = data => (data === '[DONE]' ? '' : JSON.parse(data).choices[0].delta.content);
async function sdk(client) {
  let text = '';
  for await (const part of await client.chat.completions.create({ model: 'm', messages, stream: true })) text += part.choices[0].delta.content;
  return text;
}
async function parser(url) {
  let text = '';
  const { body } = await fetch(url, { method: 'POST' });
  for await (const { data } of body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) text += contentOf(data);
  return text;
}
async function eventSource(url) {
  let text = '';
  const onmessage = ({ data }) => void (text += contentOf(data));
  const onerror = error => {
    throw error;
  };
  await fetchEventSource(url, { method: 'POST', fetch, openWhenHidden: true, async onopen() {}, onmessage, onerror });
  return text;
}
const outcome = promise => promise.catch(thrown => thrown.constructor.name);
const seen = {};
for (const kind of Object.keys(before)) {
  const base = `http://127.0.0.1:${server.address().port}/${kind}`;
  const { stdout } = await promisify(execFile)('venv/bin/python', ['read.py', base]);
  seen[kind] = {
    ...JSON.parse(stdout),
    openai: await outcome(sdk(new OpenAI({ apiKey: 'none', baseURL: base, maxRetries: 0 }))),
    'groq-sdk': await outcome(sdk(new Groq({ apiKey: 'none', baseURL: base, maxRetries: 0 }))),
    'eventsource-parser': await outcome(parser(`${base}/chat/completions`)),
    'fetch-event-source': await outcome(eventSource(`${base}/chat/completions`)),
  };
}
console.table(seen);
const python = error => [error, error, error, error];
const whole = 'One, two.';
const expected = {
  plain: [...python(whole), whole, whole, whole, whole],
  retry: [...python('JSONDecodeError'), whole, whole, whole, 'SyntaxError'],
  id: [...python('JSONDecodeError'), whole, whole, whole, 'SyntaxError'],
  comment: [...python(whole), whole, whole, whole, 'SyntaxError'],
};
const still = Object.entries(expected).every(([kind, outcomes]) => Object.values(seen[kind]).join() === outcomes.join());
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

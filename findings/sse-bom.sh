#!/usr/bin/env bash
# Three Python readers of server-sent events, openai's among them, lose the first event of a stream that begins with a byte order mark.
#
# Seen with: openai 3.57.0, httpx-sse 0.4.3, sseclient-py 1.9.0 (PyPI), Python 3.11; openai 7.59.0 and eventsource-parser 4.1.3 (npm), Node 20 and newer.
# What happens: the specification says that one byte order mark at the start of a stream is skipped. These three take it for a part of
#   the first line, whose field they then do not know, so that event is dropped without an error: the first words of an answer are missing.
#   Both in JavaScript read it.
# What it means for us: a server must not send one, as a text writer of .NET does unless told otherwise; the gateway never does. Our own
#   reader skips it (src/protocol/sse.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact openai@7.59.0 eventsource-parser@4.1.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: \
  openai==3.57.0 httpx==0.28.1 httpx-sse==0.4.3 sseclient-py==1.9.0

cat >read.py <<'PY'
import json, sys
import httpx
from httpx_sse import EventSource
from openai import OpenAI
from sseclient import SSEClient

base = sys.argv[1]
messages = [{'role': 'user', 'content': 'Hi'}]


def text(events):
    return ''.join(json.loads(event.data)['choices'][0]['delta']['content'] for event in events if event.data != '[DONE]')


def by_openai():
    client = OpenAI(base_url=base, api_key='none', max_retries=0)
    return ''.join(part.choices[0].delta.content for part in client.chat.completions.create(model='m', messages=messages, stream=True))


def by_httpx_sse():
    with httpx.stream('POST', f'{base}/chat/completions', json={}) as answer:
        return text(EventSource(answer).iter_sse())


def by_sseclient():
    with httpx.stream('POST', f'{base}/chat/completions', json={}) as answer:
        return text(SSEClient(answer.iter_bytes()).events())


print(json.dumps({reader.__name__: reader() for reader in (by_openai, by_httpx_sse, by_sseclient)}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import OpenAI from 'openai';

const chunk = (content, finish_reason) => {
  const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`;
};
const stream = `${chunk('One, ', null)}${chunk('two.', 'stop')}data: [DONE]\n\n`;
const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(request.url.startsWith('/bom') ? `\uFEFF${stream}` : stream);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

async function javaScript(baseURL) {
  const client = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 });
  let openai = '';
  for await (const part of await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true }))
    openai += part.choices[0].delta.content;
  let parser = '';
  const { body } = await fetch(`${baseURL}/chat/completions`, { method: 'POST' });
  for await (const { data } of body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()))
    if (data !== '[DONE]') parser += JSON.parse(data).choices[0].delta.content;
  return { 'openai (JavaScript)': openai, 'eventsource-parser': parser };
}
const seen = {};
for (const kind of ['plain', 'bom']) {
  const baseURL = `http://127.0.0.1:${server.address().port}/${kind}`;
  const { stdout } = await promisify(execFile)('venv/bin/python', ['read.py', baseURL]);
  seen[kind] = { ...JSON.parse(stdout), ...(await javaScript(baseURL)) };
}
console.log(seen);
const lost = Object.entries(seen.bom).filter(([, text]) => text === 'two.').map(([name]) => name);
const whole = texts => texts.every(text => text === 'One, two.');
const still =
  lost.join() === 'by_openai,by_httpx_sse,by_sseclient' && whole(Object.values(seen.plain)) &&
  whole([seen.bom['openai (JavaScript)'], seen.bom['eventsource-parser']]);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

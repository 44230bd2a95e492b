#!/usr/bin/env bash
# Google's clients for Gemini know one kind of line of server-sent events, `data: {…}`: beside others the answer is empty in JavaScript, without an error,
# and an error in Python.
#
# Seen with: @google/genai 3.3.0 (npm), Node 20 and newer; google-genai 3.6.1 (PyPI), Python 3.11; eventsource-parser 3.1.1 beside them.
# What happens: an event may have an `id`, a name, comments and several lines of data, and the blank behind `data:` may be missing. In JavaScript each
#   event that does not begin with `data:` is left out, so that an answer whose events have an `id` or a name is an empty one that ended well; what stands
#   behind the data of an event, or in its second line of data, throws. In Python every line but `data: ` with its blank is taken for the answer itself
#   and throws, among them the comments by which servers and proxies keep a stream open; only several lines of data are read there.
# What it means for us: the gateway does not speak Gemini's own dialect; it asks Gemini by its OpenAI one (docs/upstreams/gemini.md), and our own
#   reader takes all of these (src/protocol/sse.ts). Whoever stands between Gemini and such a client must add nothing to the stream.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @google/genai@3.3.0 eventsource-parser@3.1.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: google-genai==3.6.1

cat >read.py <<'PY'
import json, sys
from google import genai

seen = {}
for kind in sys.argv[2:]:
    client = genai.Client(api_key='none', http_options={'base_url': f'{sys.argv[1]}/{kind}'})
    try:
        seen[kind] = ''.join(part.text for part in client.models.generate_content_stream(model='m', contents='Hi'))
    except Exception as thrown:
        seen[kind] = type(thrown).__name__
print(json.dumps(seen))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { GoogleGenAI } from '@google/genai';
import { EventSourceParserStream } from 'eventsource-parser/stream';

const pieces = ['One, ', 'two.'];
const piece = (text, at) => ({ candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, ...(at === 1 && { finishReason: 'STOP' }) }] });
const kinds = {
  plain: json => `data: ${json}`,
  unspaced: json => `data:${json}`,
  id: json => `id: 1\ndata: ${json}`,
  name: json => `event: message\ndata: ${json}`,
  nameBehind: json => `data: ${json}\nevent: message`,
  comment: json => `: still here\n\ndata: ${json}`,
  commentInEvent: json => `: still here\ndata: ${json}`,
  lines: json => `data: ${json.slice(0, 1)}\ndata: ${json.slice(1)}`,
};
const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  const write = kinds[request.url.split('/')[1]];
  reply.end(pieces.map((text, at) => `${write(JSON.stringify(piece(text, at)))}\n\n`).join(''));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;

async function byGenai(kind) {
  let text = '';
  const client = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: `${base}/${kind}` } });
  for await (const part of await client.models.generateContentStream({ model: 'm', contents: 'Hi' })) text += part.text;
  return text;
}
async function byParser(kind) {
  let text = '';
  const { body } = await fetch(`${base}/${kind}`, { method: 'POST' });
  for await (const { data } of body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()))
    text += JSON.parse(data).candidates[0].content.parts[0].text;
  return text;
}
const outcome = promise => promise.catch(thrown => thrown.constructor.name);
const names = Object.keys(kinds);
const python = JSON.parse((await promisify(execFile)('venv/bin/python', ['read.py', base, ...names])).stdout);
const seen = {};
for (const kind of names) {
  seen[kind] = { '@google/genai': await outcome(byGenai(kind)), 'google-genai': python[kind], 'eventsource-parser': await outcome(byParser(kind)) };
}
console.table(seen);
const whole = 'One, two.';
const [empty, js, py] = ['', 'SyntaxError', 'UnknownApiResponseError'];
const expected = {
  plain: [whole, whole],
  unspaced: [whole, py],
  id: [empty, py],
  name: [empty, py],
  nameBehind: [js, py],
  comment: [whole, py],
  commentInEvent: [empty, py],
  lines: [js, whole],
};
const still = names.every(kind => Object.values(seen[kind]).join() === [...expected[kind], whole].join());
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

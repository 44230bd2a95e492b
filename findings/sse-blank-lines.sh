#!/usr/bin/env bash
# Three readers of server-sent events drop the empty line with which the data of an event begins, so that text in it moves up by a line.
#
# Seen with: @azure/core-sse 2.4.0, @microsoft/fetch-event-source 2.0.1, fetch-event-stream 0.1.6, eventsource-parser 3.1.1 beside them (npm), Node 20
#   and newer; httpx-sse 0.4.3 (PyPI), Python 3.11.
# What happens: a server that sends text, not JSON, writes each of its lines as a line of `data`; empty ones are `data:`. By the specification data are
#   joined with LF, however many of them are empty. The three take data that is empty so far for none, so that all empty lines at the beginning are gone,
#   and a piece that is one line break (two lines, both empty) is an empty text. Empty lines further down stay. eventsource-parser and httpx-sse
#   keep all of them.
# What it means for us: pieces of code often begin with a line break; without it two statements stand in one line, or the second in a comment. The gateway
#   sends JSON in one line of data.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact \
  @azure/core-sse@2.4.0 @microsoft/fetch-event-source@2.0.1 fetch-event-stream@0.1.6 eventsource-parser@3.1.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: httpx==0.28.1 httpx-sse==0.4.3

cat >read.py <<'PY'
import sys
import httpx
from httpx_sse import EventSource

answer = httpx.Response(200, headers={'content-type': 'text/event-stream'}, content=sys.stdin.buffer.read())
sys.stdout.write(''.join(event.data for event in EventSource(answer).iter_sse()))
PY
cat >check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { createSseStream } from '@azure/core-sse';
import { getLines, getMessages } from '@microsoft/fetch-event-source/lib/cjs/parse.js';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { events } from 'fetch-event-stream';

const pieces = ['a = 1', '\n', 'b = 2', '\nc = 3', '\n\n# Then', '\nd = 4\n\ne = 5\n'];
const sent = pieces.map(piece => `${piece.split('\n').map(line => `data: ${line}\n`).join('')}\n`).join('');
const bytes = new TextEncoder().encode(sent);
const stream = () => new Blob([bytes]).stream();
async function joined(told) {
  let text = '';
  for await (const { data } of told) text += data;
  return text;
}
function byFetchEventSource() {
  let text = '';
  getLines(getMessages(() => {}, () => {}, ({ data }) => void (text += data)))(bytes);
  return text;
}
const seen = {
  '@azure/core-sse': await joined(createSseStream(stream())),
  'fetch-event-source': byFetchEventSource(),
  'fetch-event-stream': await joined(events(new Response(stream()))),
  'eventsource-parser': await joined(stream().pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())),
  'httpx-sse': execFileSync('venv/bin/python', ['read.py'], { input: bytes, encoding: 'utf8' }),
};
for (const [reader, text] of Object.entries(seen)) console.log(`${reader}: ${JSON.stringify(text)}`);
const whole = pieces.join('');
const lost = 'a = 1b = 2c = 3# Thend = 4\n\ne = 5\n';
const still = Object.values(seen).join('|') === [lost, lost, lost, whole, whole].join('|');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# fetch-event-stream takes all white space from the beginning of each line of data: words run together, and code loses its indentation.
#
# Seen with: fetch-event-stream 0.1.6, eventsource-parser 3.1.1 beside it, Node 20 and newer.
# What happens: the specification of server-sent events takes one space away behind the colon. fetch-event-stream takes all white space there, of
#   each `data` line, so that "one", " two" adds up to "onetwo", and the lines of a Python function stand at the margin. eventsource-parser keeps
#   it. JSON does not suffer: what stands in its strings is kept.
# What it means for us: a server that streams bare text cannot be read with it. All that the gateway streams
#   is JSON, and our own reader takes one space (src/protocol/sse.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact fetch-event-stream@0.1.6 eventsource-parser@3.1.1

cat >check.mjs <<'JS'
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { events } from 'fetch-event-stream';

const streams = {
  words: ['one', ' two', ' three'],
  code: ['def f(x):\n    if x:\n        return 1\n'],
  JSON: [JSON.stringify({ text: ' two' })],
};
const eventOf = data => `${data.split('\n').map(line => `data: ${line}`).join('\n')}\n\n`;
async function added(stream) {
  let text = '';
  for await (const { data } of stream) text += data;
  return text;
}
const seen = {};
for (const [kind, parts] of Object.entries(streams)) {
  const body = () => new Response(parts.map(eventOf).join(''));
  seen[kind] = {
    'fetch-event-stream': await added(events(body())),
    'eventsource-parser': await added(body().body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())),
  };
}
console.log(seen);
const row = (one, other) => ({ 'fetch-event-stream': one, 'eventsource-parser': other });
const [code] = streams.code;
const [json] = streams.JSON;
const expected = {
  words: row('onetwothree', 'one two three'),
  code: row(code.replaceAll(/^ +/gm, ''), code),
  JSON: row(json, json),
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

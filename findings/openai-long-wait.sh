#!/usr/bin/env bash
# Told to come back in two hours, groq-sdk waits without an end, openai 6 as well, and openai 7 asks again after half a second.
#
# Seen with: openai 6.49.0 and 7.59.0 (npm), groq-sdk 1.6.0, openai 3.57.0 (PyPI), Node 20 and newer, Python 3.11.
# What happens: a 429 has `retry-after: 7200`. openai 6.49.0 (which `npm install openai` gives on Node 20, see npm-older-for-node.sh)
#   and groq-sdk wait for as long as that; neither their `timeout` nor an abort of their `signal` ends it. openai 7.59.0 takes every wait above a minute
#   for none: it asks three times within two seconds. openai for Python throws at once. Told a month, openai 6 and groq-sdk
#   ask three times within a second: it is more than a timer of Node's can wait. `x-should-retry: false` ends all of it.
# What it means for us: a token that has used up its budget of the day would leave programs hanging until midnight. So the gateway adds
#   `x-should-retry: false` above a minute (src/gateway/turn/retryAfter.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact openai6@npm:openai@6.49.0 openai7@npm:openai@7.59.0 groq-sdk@1.6.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: openai==3.57.0

cat >ask.py <<'PY'
import sys
from openai import OpenAI

try:
    OpenAI(api_key='none', base_url=sys.argv[1]).responses.create(model='m', input='Hi')
except Exception as thrown:
    print(type(thrown).__name__)
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import Groq from 'groq-sdk';
import OpenAI6 from 'openai6';
import OpenAI7 from 'openai7';

const asked = {};
const server = createServer((request, reply) => {
  request.resume();
  const [, name, seconds, again] = request.url.split('/');
  asked[`${name} ${seconds} ${again}`] = (asked[`${name} ${seconds} ${again}`] ?? 0) + 1;
  const headers = { 'content-type': 'application/json', 'retry-after': seconds };
  reply.writeHead(429, again === 'no' ? { ...headers, 'x-should-retry': 'false' } : headers);
  reply.end('{"error":{"message":"Used up.","type":"rate_limit_error","code":"rate_limit_exceeded","param":null}}');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const clients = { openai6: OpenAI6, openai7: OpenAI7, groq: Groq };
/** What one request comes to within six seconds, aborted after five. */
async function outcome(name, seconds, again) {
  const path = `${name}/${seconds}/${again}`;
  const baseURL = `http://127.0.0.1:${server.address().port}/${path}`;
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 5_000);
  const messages = [{ role: 'user', content: 'Hi' }];
  const asking =
    name === 'python'
      ? promisify(execFile)('venv/bin/python', ['ask.py', baseURL]).then(({ stdout }) => stdout.trim())
      : new clients[name]({ apiKey: 'none', baseURL, timeout: 2_000 }).chat.completions
          .create({ model: 'm', messages }, { signal: stop.signal })
          .then(() => 'an answer', error => error.constructor.name);
  const waits = name === 'python' ? new Promise(() => {}) : new Promise(resolve => setTimeout(resolve, 6_000, 'still waits'));
  return `${await Promise.race([asking, waits])}, asked ${asked[path.replaceAll('/', ' ')]}`;
}
const kinds = ['openai6', 'openai7', 'groq', 'python'].flatMap(name => [
  [name, 7_200, 'unsaid'], [name, 2_592_000, 'unsaid'], [name, 7_200, 'no'],
]);
const seen = {};
for (const kind of kinds) {
  seen[kind.join(' ')] = await outcome(...kind);
  console.log(`${kind.join(' ')}: ${seen[kind.join(' ')]}`);
}
const expected = {
  openai6: ['still waits, asked 1', 'RateLimitError, asked 3', 'RateLimitError, asked 1'],
  openai7: ['RateLimitError, asked 3', 'RateLimitError, asked 3', 'RateLimitError, asked 1'],
  groq: ['still waits, asked 1', 'RateLimitError, asked 3', 'RateLimitError, asked 1'],
  python: ['RateLimitError, asked 1', 'RateLimitError, asked 1', 'RateLimitError, asked 1'],
};
const still = kinds.every((kind, index) => seen[kind.join(' ')] === expected[kind[0]][index % 3]);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node --disable-warning=TimeoutOverflowWarning check.mjs

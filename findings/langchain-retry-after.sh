#!/usr/bin/env bash
# @langchain/openai does not hear `x-should-retry: false`, nor the `retry-after` of a 503, and while it waits no abort reaches it.
#
# Seen with: @langchain/openai 1.5.8, @langchain/core 1.4.0, openai 6.49.0 beside them, Node 20 and newer.
# What happens: it asks again by itself, and not by openai's client, whose retries it switches off. A 429 is asked again after its `retry-after`, up to a
#   minute, and not at all without one; `x-should-retry: false`, which ends it for openai, changes nothing. While it waits, an abort of the
#   `signal` does not reject the call. A 503 with `retry-after` is asked again after a second or two, where openai waits as long as it is told.
# What it means for us: the gateway says with a 503 and 429 when to come back (src/gateway/turn/retryAfter.ts). Such programs are back early after the one, and
#   cannot be stopped before they have waited for the other. Above a minute they do not ask again, as is meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @langchain/openai@1.5.8 @langchain/core@1.4.0 openai@6.49.0

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ChatOpenAI } from '@langchain/openai';
import OpenAI from 'openai';

/** When each path was asked, in ms. */
const asked = {};
const server = createServer((request, reply) => {
  request.resume();
  const [, name, status, seconds, again] = request.url.split('/');
  (asked[`${name} ${status} ${seconds} ${again}`] ??= []).push(performance.now());
  const headers = { 'content-type': 'application/json' };
  if (seconds !== 'unsaid') headers['retry-after'] = seconds;
  if (again === 'never') headers['x-should-retry'] = 'false';
  const error = { message: 'Come back later.', type: 'rate_limit_error', code: 'rate_limit_exceeded', param: null };
  reply.writeHead(Number(status), headers).end(JSON.stringify({ error }));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const address = kind => `http://127.0.0.1:${server.address().port}/${kind.replaceAll(' ', '/')}/v1`;
const calls = {
  langchain: (baseURL, options) =>
    new ChatOpenAI({ model: 'm', apiKey: 'none', maxRetries: 1, configuration: { baseURL } }).invoke('Hi', options),
  openai: (baseURL, options) =>
    new OpenAI({ apiKey: 'none', baseURL, maxRetries: 1 }).chat.completions.create({ model: 'm', messages: [] }, options),
};
/** How often a call that fails asks, and whether it came back as late as it was told. */
async function retries(kind) {
  const [name, , seconds] = kind.split(' ');
  await calls[name](address(kind)).catch(() => {});
  const times = asked[kind];
  if (times.length === 1) return 'asks once';
  return `asks ${times.length} times, ${times[1] - times[0] >= Number(seconds) * 1_000 - 100 ? 'as told' : 'sooner'}`;
}
/** What has become of a call that was aborted while it waits, three seconds later. */
async function aborted(kind) {
  const stop = new AbortController();
  const call = calls.langchain(address(kind), { signal: stop.signal }).then(() => 'an answer', () => 'rejected');
  while (!asked[kind]) await pause(10);
  await pause(500);
  stop.abort();
  return Promise.race([call, pause(3_000, 'still waits')]);
}
const seen = {};
for (const kind of ['429 8 unsaid', '429 8 never', '429 unsaid unsaid', '429 7200 unsaid', '503 8 unsaid']) {
  // Told two hours, this openai waits as long (openai-long-wait.sh).
  const names = kind.includes('7200') ? ['langchain'] : ['langchain', 'openai'];
  const [langchain, openai] = await Promise.all(names.map(name => retries(`${name} ${kind}`)));
  seen[kind] = { langchain, openai };
}
seen['429 30 aborted'] = { langchain: await aborted('langchain 429 30 aborted') };
console.table(seen);
const [told, sooner, once] = ['asks 2 times, as told', 'asks 2 times, sooner', 'asks once'];
const expected = {
  '429 8 unsaid': { langchain: told, openai: told },
  '429 8 never': { langchain: told, openai: once },
  '429 unsaid unsaid': { langchain: once, openai: sooner },
  '429 7200 unsaid': { langchain: once },
  '503 8 unsaid': { langchain: sooner, openai: told },
  '429 30 aborted': { langchain: 'still waits' },
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

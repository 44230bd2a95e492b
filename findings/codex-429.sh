#!/usr/bin/env bash
# Codex gives up on a 429 at once, "exceeded retry limit", if it is not told when to come back.
#
# Seen with: @openai/codex 0.169.0, ws 8.23.0; the same with 0.171.0.
# What happens: over a WebSocket, a first `error` event with status 429 and `retry-after` in whole seconds or as a date
#   is waited for, and the turn is done with the second request. Without `retry-after` (RFC 6585 makes it optional), with
#   `retry-after-ms` alone, or with `1.5` (not a form of RFC 9110), the turn fails without a second request; the message
#   says that a retry limit was exceeded.
# What it means for us: a provider's short pause would end the user's turn. src/gateway/turn/retryAfter.ts gives every
#   429 a `retry-after` in whole seconds, rounded up.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund @openai/codex@0.169.0 ws@8.23.0
mkdir home work

cat >check.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { WebSocketServer } from 'ws';

/** What the server says first when it is asked for an answer. */
let headers;
let requests = 0;
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', socket =>
  socket.on('message', data => {
    const send = event => socket.send(JSON.stringify(event));
    // Codex first sends its prompt without wanting an answer.
    const wanted = JSON.parse(data).generate !== false;
    if (wanted && ++requests === 1) {
      const error = { type: 'rate_limit_error', code: 'rate_limit_exceeded', message: 'Slow down.' };
      send({ type: 'error', status: 429, error, headers });
      return;
    }
    const content = [{ type: 'output_text', text: 'Hello.', annotations: [] }];
    const item = { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content };
    const response = { id: `resp_${requests}`, status: 'completed', output: wanted ? [item] : [] };
    send({ type: 'response.created', response: { ...response, status: 'in_progress', output: [] } });
    if (wanted) send({ type: 'response.output_item.done', output_index: 0, item });
    send({ type: 'response.completed', response });
  }),
);
await once(server, 'listening');
writeFileSync(
  'home/config.toml',
  `model = "some-model"
model_provider = "here"
approval_policy = "never"
sandbox_mode = "read-only"
[model_providers.here]
name = "here"
base_url = "http://127.0.0.1:${server.address().port}/v1"
wire_api = "responses"
env_key = "HERE_KEY"
supports_websockets = true
`,
);
const home = path.resolve('home');
const script = path.resolve('node_modules/@openai/codex/bin/codex.js');

async function turn(given) {
  headers = given;
  requests = 0;
  const child = spawn(process.execPath, [script, 'exec', '--skip-git-repo-check', '--json', 'Say hello'], {
    cwd: 'work',
    env: { ...process.env, HOME: home, CODEX_HOME: home, HERE_KEY: 'unused' },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  let output = '';
  child.stdout.on('data', data => void (output += data));
  await once(child, 'close');
  const events = output.split('\n').flatMap(line => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const message = events.find(event => event.type === 'turn.failed')?.error.message;
  return { done: events.some(event => event.type === 'turn.completed'), requests, message };
}

const inSeconds = seconds => new Date(Date.now() + seconds * 1000).toUTCString();
let changed = false;
console.log('@openai/codex 0.169.0, the headers of the 429 and what became of the turn:');
for (const [given, waits] of [
  [{ 'retry-after': '2' }, true],
  [{ 'retry-after': inSeconds(4) }, true],
  [{ 'retry-after': '1.5' }, false],
  [{ 'retry-after-ms': '1500' }, false],
  [{}, false],
]) {
  const { done, requests, message } = await turn(given);
  const end = done ? 'completed' : `failed: ${message}`;
  console.log(`  ${JSON.stringify(given)}\n    requests: ${requests}, ${end}`);
  changed ||= done !== waits || requests !== (waits ? 2 : 1);
}
for (const socket of server.clients) socket.terminate();
server.close();
console.log(
  changed
    ? 'CHANGED: this is not what was seen before.'
    : 'Still so: without whole seconds or a date the turn ends at the first 429.',
);
process.exitCode = changed ? 1 : 0;
JS
node check.mjs

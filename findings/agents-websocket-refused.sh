#!/usr/bin/env bash
# @openai/agents throws an error without any message when a Responses WebSocket is refused: a wrong key looks like a fault of the program.
#
# Seen with: @openai/agents 0.20.0, openai 7.59.0, Node 24.21.0 (`WebSocket` is built in since 22).
# What happens: the server refuses the handshake with 401, 426 or 503. run() throws a TypeError whose message is empty, whatever the status.
#   It does not turn to HTTP either, where the same answer gives an error with status, code and message. (At a 401, Node's WebSocket knocks
#   twice.)
# What it means for us: people with a wrong token for the gateway see nothing that says so; what src/gateway/server/upgrades.ts answers
#   with is not read. A token that is tried over HTTP (`GET /v1/models`) says it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @openai/agents@0.20.0 openai@7.59.0 node@24.21.0

cat >check.mjs <<'JS'
import { createServer, STATUS_CODES } from 'node:http';
import { Agent, OpenAIProvider, Runner } from '@openai/agents';
import OpenAI from 'openai';

let status;
let asked = [];
const body = JSON.stringify({ error: { type: 'invalid_request_error', code: 'some_code', message: 'Here is why.', param: null } });
const server = createServer((request, reply) => {
  asked.push('HTTP');
  request.resume();
  reply.writeHead(status, { 'content-type': 'application/json' }).end(body);
}).on('upgrade', (_request, socket) => {
  asked.push('WebSocket');
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const openAIClient = new OpenAI({ apiKey: 'wrong', baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 });

async function thrownBy(useResponsesWebSocket) {
  asked = [];
  const modelProvider = new OpenAIProvider({ openAIClient, useResponses: true, useResponsesWebSocket });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const thrown = await runner.run(new Agent({ name: 'a', model: 'm' }), 'Hi').catch(error => error);
  return `${thrown.constructor.name} "${thrown.message}", asked ${asked.join(', ')}`;
}

let still = true;
for (status of [401, 426, 503]) {
  const [http, socket] = [await thrownBy(false), await thrownBy(true)];
  console.log(`${status} over HTTP:      ${http}\n    over WebSocket: ${socket}`);
  still &&= /"\d+ Here is why\."/.test(http) && /^TypeError "", asked WebSocket(, WebSocket)?$/.test(socket);
}
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node_modules/.bin/node check.mjs

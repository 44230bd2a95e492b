#!/usr/bin/env bash
# @openai/agents drops what an `error` event of the Responses WebSocket says: the caller learns neither its code nor its message.
#
# Seen with: @openai/agents 0.20.0 (@openai/agents-openai 0.20.0), openai 7.59.0, ws 8.23.0, Node 20 and newer.
# What happens: the server answers `response.create` with `error`, status 400, code `previous_response_not_found` and a message. The
#   run throws a ModelBehaviorError that says only: ended with unsuccessful terminal state "error". Over HTTP the same error
#   arrives with its status, code and message.
# What it means for us: what src/gateway/whyUnreadable.ts and its neighbours say in the message of an error does not reach the people
#   behind such a client.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --save-exact @openai/agents@0.20.0 openai@7.59.0 ws@8.23.0

cat >check.mjs <<'JS'
import { createServer } from 'node:http';
import OpenAI from 'openai';
import { WebSocket, WebSocketServer } from 'ws';
import { Agent, OpenAIResponsesModel, OpenAIResponsesWSModel, Runner } from '@openai/agents';

globalThis.WebSocket ??= WebSocket;
const error = { type: 'invalid_request_error', code: 'previous_response_not_found', message: 'Start anew.', param: null };

const server = createServer((request, response) => {
  response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
  request.resume();
});
new WebSocketServer({ server }).on('connection', socket =>
  socket.on('message', () => socket.send(JSON.stringify({ type: 'error', status: 400, error }))),
);
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 });

async function thrownBy(model) {
  try {
    const run = await new Runner({ tracingDisabled: true }).run(new Agent({ name: 'a', model }), 'Hi', { stream: true });
    for await (const _ of run);
    await run.completed;
    return 'nothing';
  } catch (thrown) {
    const tells = thrown.message.includes(error.message) || thrown.code === error.code;
    console.log(`${model.constructor.name}: ${thrown.constructor.name}: ${thrown.message}`);
    return tells ? 'what the server said' : 'something else';
  }
}

const seen = [await thrownBy(new OpenAIResponsesModel(client, 'm')), await thrownBy(new OpenAIResponsesWSModel(client, 'm'))];
console.log(`thrown over HTTP: ${seen[0]}, over the WebSocket: ${seen[1]}`);
const still = seen[0] === 'what the server said' && seen[1] === 'something else';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

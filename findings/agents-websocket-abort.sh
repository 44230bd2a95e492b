#!/usr/bin/env bash
# @openai/agents ends the whole WebSocket when one streamed run is aborted, and sends no `response.cancel` before.
#
# Seen with: @openai/agents 0.20.0 (@openai/agents-openai 0.20.0), openai 7.59.0, ws 8.23.0, Node 20 and newer.
# What happens: two runs that come to their end share one socket. A run whose AbortSignal fires after its third delta closes it; the run
#   after it opens another. The only frame the server ever gets is `response.create`.
# What it means for us: the gateway has to take a closed socket for a cancel at once, as it does, and what was kept for the
#   socket (conversations with `store: false`, the warm prefix) is gone for such a client. Our own session cancels by `response.cancel` and keeps its socket.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --save-exact @openai/agents@0.20.0 openai@7.59.0 ws@8.23.0

cat >check.mjs <<'JS'
import OpenAI from 'openai';
import { WebSocket, WebSocketServer } from 'ws';
import { Agent, OpenAIResponsesWSModel, Runner } from '@openai/agents';

globalThis.WebSocket ??= WebSocket;
let sockets = 0;
const frames = new Set();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', socket => {
  sockets += 1;
  socket.on('message', data => {
    const { type } = JSON.parse(data);
    frames.add(type);
    if (type === 'response.create') answer(socket, `resp_${frames.size}_${sockets}`);
  });
});
await new Promise(resolve => server.once('listening', resolve));

function answer(socket, id) {
  let sequence_number = 0;
  const send = event => socket.send(JSON.stringify({ ...event, sequence_number: sequence_number++ }));
  const usage = { input_tokens: 1, output_tokens: 20, total_tokens: 21 };
  const response = (status, output = []) => ({
    id, object: 'response', created_at: 1, model: 'm', status, output, usage, tools: [], tool_choice: 'auto', parallel_tool_calls: true,
  });
  const message = (status, content) => ({ type: 'message', id: 'msg_1', role: 'assistant', status, content });
  send({ type: 'response.created', response: response('in_progress') });
  send({ type: 'response.output_item.added', output_index: 0, item: message('in_progress', []) });
  let words = 0;
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return clearInterval(timer);
    if (words++ < 20)
      return send({ type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta: 'word ', logprobs: [] });
    clearInterval(timer);
    const text = { type: 'output_text', text: 'word '.repeat(20), annotations: [] };
    send({ type: 'response.completed', response: response('completed', [message('completed', [text])]) });
  }, 10);
}

const client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${server.address().port}/v1` });
const agent = new Agent({ name: 'a', model: new OpenAIResponsesWSModel(client, 'm') });

/** One run, aborted after its third delta or not at all. */
async function run(abort) {
  const stop = new AbortController();
  const stream = await new Runner({ tracingDisabled: true }).run(agent, 'Hi', { stream: true, signal: stop.signal });
  let deltas = 0;
  for await (const event of stream)
    if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta' && ++deltas === 3 && abort) stop.abort();
}

await run(false);
await run(false);
const whole = sockets;
await run(true);
await run(false);
console.log(`sockets after two whole runs: ${whole}; after an aborted one and another: ${sockets}; frames: ${[...frames].join(', ')}`);
const still = whole === 1 && sockets === 2 && [...frames].join() === 'response.create';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

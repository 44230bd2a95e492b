#!/usr/bin/env bash
# A WebSocket of ws that is paused answers no pings and hears no pongs: who reads slowly looks dead, and everybody looks dead to whom has paused.
#
# Seen with: ws 8.23.0, Node 20 and newer.
# What happens: `pause()` is how a reader that has too much makes the other side wait. The socket beneath is paused with it, so a ping is answered, and a pong
#   reported, only after `resume()`; so is a close, and `readyState` says open until then. A server that ends connections whose last ping was not answered,
#   as in the README of ws, ends one whose client is alive and has paused; one that has paused itself ends a client that has answered.
#   Neither the documentation of `pause` nor that of pings speaks of it.
# What it means for us: whoever pauses cannot count pongs meanwhile. The gateway does not read from a client for which megabytes wait, and then gives it two
#   minutes instead of one ping (src/gateway/server/keepAlive.ts). The session never pauses.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact ws@8.23.0

cat >check.mjs <<'JS'
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket, { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
await once(server, 'listening');
async function connect() {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
  const [[serving]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
  return { client, serving };
}
/** How many pongs the server hears within half a second of a ping. */
async function pongs(serving) {
  let heard = 0;
  const count = () => void heard++;
  serving.on('pong', count);
  serving.ping();
  await wait(500);
  serving.off('pong', count);
  return heard;
}
const seen = {};
{
  const { client, serving } = await connect();
  seen['pongs'] = await pongs(serving);
  client.pause();
  seen['pongs, the client paused'] = await pongs(serving);
  client.resume();
  seen['pongs, resumed (the one that was late as well)'] = await pongs(serving);
  serving.pause();
  seen['pongs, the server paused'] = await pongs(serving);
  serving.resume();
  let closed = 'nothing';
  client.on('close', code => void (closed = code));
  client.pause();
  serving.close(1013, 'Come back later.');
  await wait(500);
  seen['paused, what the client hears of a close'] = `${closed}, readyState ${client.readyState}`;
  client.resume();
  await wait(500);
  seen['the same, resumed'] = `${closed}, readyState ${client.readyState}`;
}
/** What becomes of a client whose server ends who has not answered the last ping. */
async function heartbeat(whoPauses) {
  const pair = await connect();
  let alive = true;
  pair.serving.on('pong', () => void (alive = true));
  const beat = setInterval(() => {
    if (!alive) pair.serving.terminate();
    alive = false;
    if (pair.serving.readyState === WebSocket.OPEN) pair.serving.ping();
  }, 300);
  pair[whoPauses]?.pause();
  await wait(1_500);
  clearInterval(beat);
  return pair.serving.readyState === WebSocket.OPEN ? 'kept' : 'ended';
}
seen['heartbeat'] = await heartbeat('neither');
seen['heartbeat, the client paused'] = await heartbeat('client');
seen['heartbeat, the server paused'] = await heartbeat('serving');
console.log(seen);
const expected = [1, 0, 2, 0, 'nothing, readyState 1', '1013, readyState 3', 'kept', 'ended', 'ended'];
const still = Object.values(seen).join('\n') === expected.join('\n');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

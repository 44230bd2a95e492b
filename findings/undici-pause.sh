#!/usr/bin/env bash
# In undici a handler that pauses often does not slow down the server: what is left is read into memory.
#
# Seen with: undici 7.30.2, HTTP/1.1, Node 20.20.
# What happens: a handler calls `controller.pause()` after every 16 KiB of the body and `resume()` a moment later. Each
#   `resume()` reads up to 64 KiB more from the connection, however much of the last read is still waiting. So three
#   quarters of the body pile up in the socket's buffer, the more the longer the body is (3 MiB of 4 MiB, 6 MiB of 8 MiB),
#   and each time the whole pile is copied into one new buffer. When it pauses after every 64 KiB, the pile
#   stays near 150 KiB for both. Neither documentation nor types say how much to read between two pauses.
# What it means for us: a slow reader of an answer would make the gateway hold most of it.
#   src/engines/upstream/http/boundedReads.ts has 16 KiB read at a time, and exchange.ts pauses at 32 KiB and resumes only when
#   all it holds has been taken.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund undici@7.30.2

cat >check.mjs <<'JS'
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Client } from 'undici';

const KiB = 1024;
const piece = Buffer.alloc(KiB, 'a');

/** The most bytes that had been read from the connection but not handed to the handler. */
async function mostWaiting(pauseAfter, body) {
  const server = createServer(async (_, response) => {
    for (let sent = 0; sent < body; sent += piece.length) {
      if (!response.write(piece)) await once(response, 'drain');
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new Client(`http://127.0.0.1:${server.address().port}`);
  let received = 0;
  let sincePause = 0;
  let most = 0;
  await new Promise((resolve, reject) => {
    client.dispatch(
      { path: '/', method: 'GET' },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData(controller, chunk) {
          received += chunk.length;
          sincePause += chunk.length;
          most = Math.max(most, socket.bytesRead - received);
          if (sincePause < pauseAfter) return;
          sincePause = 0;
          controller.pause();
          setTimeout(() => controller.resume(), 1);
        },
        onResponseEnd: resolve,
        onResponseError: (_, error) => reject(error),
      },
    );
  });
  await client.close();
  server.close();
  return most;
}

let socket;
subscribe('undici:client:connected', message => void (socket = message.socket));

console.log(`undici 7.30.2, Node ${process.versions.node}: most bytes read ahead of the handler`);
let changed = false;
for (const body of [4096 * KiB, 8192 * KiB]) {
  const often = await mostWaiting(16 * KiB, body);
  const seldom = await mostWaiting(64 * KiB, body);
  console.log(
    `  body of ${body / KiB} KiB: ${Math.round(often / KiB)} KiB when it pauses after every 16 KiB, ` +
      `${Math.round(seldom / KiB)} KiB when after every 64 KiB`,
  );
  changed ||= often < body / 2 || seldom > body / 10;
}
console.log(
  changed
    ? 'CHANGED: this is not what was seen before.'
    : 'Still so: pausing more often makes more than half of the body wait in memory.',
);
process.exitCode = changed ? 1 : 0;
JS
node check.mjs

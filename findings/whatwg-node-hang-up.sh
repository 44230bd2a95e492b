#!/usr/bin/env bash
# @whatwg-node/server does not cancel the body of an answer to a POST whose client has hung up: a server behind it goes on answering nobody.
#
# Seen with: @whatwg-node/server 0.11.0; @hono/node-server 2.1.9, h3 2.0.8 and @remix-run/node-fetch-server 0.14.2 beside it; Node 20 and newer.
# What happens: a handler reads the body of a POST and returns what `fetch` got from another server, or a stream of its own, and the client closes its
#   connection in mid-answer. The other three cancel the body: the connection to the server behind closes, and a stream of one's own hears it in
#   `cancel`. Here neither happens, and the connection stays open; with a GET it closes. `request.signal` aborts in each case, in all four.
# What it means for us: a small gateway made of `fetch` in this adapter (it is what GraphQL Yoga stands on) keeps a model generating. There the
#   body is read by a reader of one's own, which is cancelled when `request.signal` aborts. The gateway here has no such adapter; it hears of a closed
#   connection from Node.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @whatwg-node/server@0.11.0 @hono/node-server@2.1.9 hono@4.13.19 h3@2.0.8 \
  @remix-run/node-fetch-server@0.14.2

cat >check.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { createServerAdapter } from '@whatwg-node/server';
import { H3, toNodeHandler } from 'h3';

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** What became of each answer, by adapter and kind. */
const states = {};
const behind = createServer((request, reply) => {
  const key = request.url.slice(1);
  states[key] = 'open';
  reply.on('close', () => void (states[key] = 'closed'));
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.write('data: 1\n\n');
  if (key.endsWith('-many')) setInterval(() => reply.write('data: 2\n\n'), 50).unref();
});
const address = `http://127.0.0.1:${await listen(behind)}`;

const handler = name => async request => {
  const kind = new URL(request.url).pathname.slice(1);
  if (request.method === 'POST') await request.text();
  const key = `${name}-${kind}`;
  request.signal.addEventListener('abort', () => void (states[`${key} signal`] = 'aborted'));
  if (kind === 'one' || kind === 'many' || kind === 'get-many') return fetch(`${address}/${key}`);
  if (kind === 'watched') {
    const reader = (await fetch(`${address}/${key}`)).body.getReader();
    request.signal.addEventListener('abort', () => void reader.cancel());
    const pull = async controller => {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    };
    return new Response(new ReadableStream({ pull, cancel: reason => reader.cancel(reason) }));
  }
  states[key] = 'open';
  return new Response(
    new ReadableStream({
      async pull(controller) {
        await pause(50);
        controller.enqueue(new TextEncoder().encode('data: 1\n\n'));
      },
      cancel() {
        states[key] = 'closed';
      },
    }),
  );
};
const h3 = new H3().all('/**', event => handler('h3')(event.req));
const adapters = {
  'whatwg-node': createServerAdapter(handler('whatwg-node')),
  hono: getRequestListener(handler('hono')),
  h3: toNodeHandler(h3),
  remix: createRequestListener(handler('remix')),
};
const seen = {};
for (const [name, listener] of Object.entries(adapters)) {
  const port = await listen(createServer(listener));
  seen[name] = {};
  for (const kind of ['one', 'many', 'own', 'get-many', 'watched']) {
    const client = connect(port, '127.0.0.1').on('error', () => {});
    const body = kind.startsWith('get') ? '' : '{}';
    client.write(`${body ? 'POST' : 'GET'} /${kind} HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    await once(client, 'data');
    await pause(200);
    client.destroy();
    await pause(1_000);
    seen[name][kind] = `${states[`${name}-${kind}`]}, signal ${states[`${name}-${kind} signal`] ?? 'not aborted'}`;
  }
}
console.log('A second after the client has hung up: POST, answered by fetch with one event, with many, by a stream of its own; GET; POST with a look at the signal');
console.table(seen);
const [open, closed] = ['open, signal aborted', 'closed, signal aborted'];
const all = { one: closed, many: closed, own: closed, 'get-many': closed, watched: closed };
const expected = { 'whatwg-node': { one: open, many: open, own: open, 'get-many': closed, watched: closed }, hono: all, h3: all, remix: all };
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

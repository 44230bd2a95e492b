#!/usr/bin/env bash
# http-proxy goes on with an answer whose client has hung up; two other proxies notice only once the answer has begun.
#
# Seen with: http-proxy 1.18.1, http-proxy-middleware 3.0.11, @fastify/http-proxy 11.6.3; http-proxy-3 1.23.3, httpxy 0.5.6 and express-http-proxy 2.1.2
#   beside them; Node 20 and newer.
# What happens: a client sends a request through the proxy and closes its connection, before the server has said anything, after the first event, or
#   while one event follows the other. The connection between http-proxy and the server stays open each time, to the end of the answer.
#   http-proxy-middleware and @fastify/http-proxy close theirs when something of the answer has come, but keep it when nothing has.
#   The other three close it at once in each case.
# What it means for us: a completion is cancelled with most keys, and most of them while the prompt is still read. Behind these proxies the server goes on
#   computing for nobody, and a slot stays taken. In front of the gateway take one of the other three, or the WebSocket, where a cancel is a frame.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact http-proxy@1.18.1 http-proxy-3@1.23.3 http-proxy-middleware@3.0.11 httpxy@0.5.6 \
  express@5.3.0 express-http-proxy@2.1.2 fastify@5.12.8 @fastify/http-proxy@11.6.3

cat >check.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import byFastify from '@fastify/http-proxy';
import express from 'express';
import expressHttpProxy from 'express-http-proxy';
import fastify from 'fastify';
import httpProxy from 'http-proxy';
import httpProxy3 from 'http-proxy-3';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { createProxyServer as createHttpxy } from 'httpxy';

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** What became of the connection of each request, as the server behind sees it. */
const states = {};
const behind = createServer((request, reply) => {
  const [, name, when] = request.url.split('/');
  states[`${name} ${when}`] = 'open';
  reply.on('close', () => void (states[`${name} ${when}`] = 'closed'));
  request.resume().on('end', () => {
    if (when === 'before') return;
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.write('data: 1\n\n');
    if (when === 'between') setInterval(() => reply.write('data: 2\n\n'), 50).unref();
  });
});
const target = `http://127.0.0.1:${await listen(behind)}`;

const plain = proxy => {
  proxy.on('error', () => {});
  return createServer((request, reply) => void proxy.web(request, reply, { target })?.catch?.(() => {}));
};
const used = handler => createServer(express().use(handler));
const app = fastify().register(byFastify, { upstream: target });
await app.ready();
const proxies = {
  'http-proxy': plain(httpProxy.createProxyServer({})),
  'http-proxy-middleware': used(createProxyMiddleware({ target })),
  fastify: app.server,
  'http-proxy-3': plain(httpProxy3.createProxyServer({})),
  httpxy: plain(createHttpxy({})),
  'express-http-proxy': used(expressHttpProxy(target)),
};

async function afterHangUp(name, port, when) {
  const client = connect(port, '127.0.0.1').on('error', () => {});
  const path = `/${name}/${when}`;
  client.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
  while (!states[`${name} ${when}`]) await pause(10);
  if (when !== 'before') await once(client, 'data');
  await pause(200);
  const before = states[`${name} ${when}`];
  client.destroy();
  await pause(1_000);
  return before === 'open' ? states[`${name} ${when}`] : `${before} before`;
}

const seen = {};
for (const [name, server] of Object.entries(proxies)) {
  const port = await listen(server);
  seen[name] = {};
  for (const when of ['before', 'after', 'between']) seen[name][when] = await afterHangUp(name, port, when);
}
console.log('The connection to the server, a second after a client has hung up before the answer, after its first event, between many:');
console.table(seen);
const all = { before: 'closed', after: 'closed', between: 'closed' };
const expected = {
  'http-proxy': { before: 'open', after: 'open', between: 'open' },
  'http-proxy-middleware': { ...all, before: 'open' },
  fastify: { ...all, before: 'open' },
  'http-proxy-3': all,
  httpxy: all,
  'express-http-proxy': all,
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

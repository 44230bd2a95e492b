#!/usr/bin/env bash
# With a proxy undici passes over `connect`: what is to hold for its connections, limits of time and of reads among them, belongs in `proxyTls`.
#
# Seen with: undici 7.30.2, Node 20 and newer.
# What happens: an EnvHttpProxyAgent gets `connect` with an `onread` (so that 16 KiB are read at a time) and a `lookup`, as an Agent would. For a host in
#   `noProxy` both are used. By way of the proxy neither is, although the type of its options has the field, and nothing says so. The options of
#   `proxyTls` are, for a proxy without TLS as well, for a request to an http address, with or without a tunnel: their name says otherwise.
# What it means for us: a limit for the time of connecting, own authorities and smaller reads (undici-pause.sh) were lost behind a proxy.
#   src/engines/upstream/http/upstreamHttp.ts gives `connect`, `requestTls` and `proxyTls` the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact undici@7.30.2

cat >check.mjs <<'JS'
import { lookup as lookupOfNode } from 'node:dns';
import { once } from 'node:events';
import { createServer, request as requestOfNode } from 'node:http';
import { connect as connectOfNode } from 'node:net';
import { EnvHttpProxyAgent, request } from 'undici';

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}
const target = `http://localhost:${await listen(createServer((_, reply) => reply.end('an answer')))}`;
let proxied = 0;
const proxy = createServer((asked, reply) => {
  proxied++;
  const { hostname, port, pathname } = new URL(asked.url);
  requestOfNode({ hostname, port, path: pathname, family: 4 }, answer => answer.pipe(reply)).end();
});
proxy.on('connect', ({ url }, socket) => {
  proxied++;
  const [host, port] = url.split(':');
  const behind = connectOfNode({ host, port, family: 4 }, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    behind.pipe(socket).pipe(behind);
  });
  for (const one of [behind, socket]) one.on('error', () => {});
});
const proxyAddress = `http://localhost:${await listen(proxy)}`;

/** Options of a connection that count how often they are used. */
function counted() {
  const used = { lookups: 0, reads: 0 };
  const options = {
    lookup(name, how, done) {
      used.lookups++;
      lookupOfNode(name, { ...how, family: 4 }, done);
    },
    onread: {
      buffer: Buffer.alloc(16 * 1024),
      callback(length, buffer) {
        used.reads++;
        return this.push(Buffer.from(buffer.subarray(0, length)));
      },
    },
  };
  return { used, options };
}
async function usedBy(more, fields) {
  proxied = 0;
  const { used, options } = counted();
  // Without a lookup of one's own "localhost" may be either kind of address.
  const plain = { family: 4, lookup: (name, how, done) => lookupOfNode(name, { ...how, family: 4 }, done) };
  const given = Object.fromEntries(['connect', 'requestTls', 'proxyTls'].map(name => [name, fields.includes(name) ? options : plain]));
  const agent = new EnvHttpProxyAgent({ httpProxy: proxyAddress, httpsProxy: proxyAddress, noProxy: '', ...given, ...more });
  const { body } = await request(target, { dispatcher: agent });
  const text = await body.text();
  await agent.destroy();
  const names = Object.entries(used).filter(([, count]) => count > 0).map(([name]) => name).join(' and ');
  return `${text} ${proxied ? 'of the proxy' : 'without it'}, ${names || 'nothing'} used`;
}
const seen = {
  'connect, host in noProxy': await usedBy({ noProxy: 'localhost' }, ['connect']),
  'connect, tunnel': await usedBy({ proxyTunnel: true }, ['connect']),
  'connect, no tunnel': await usedBy({ proxyTunnel: false }, ['connect']),
  'requestTls, tunnel': await usedBy({ proxyTunnel: true }, ['requestTls']),
  'proxyTls, tunnel': await usedBy({ proxyTunnel: true }, ['proxyTls']),
  'proxyTls, no tunnel': await usedBy({ proxyTunnel: false }, ['proxyTls']),
};
console.log(seen);
const expected = [
  'an answer without it, lookups and reads used',
  ...Array.from({ length: 3 }, () => 'an answer of the proxy, nothing used'),
  ...Array.from({ length: 2 }, () => 'an answer of the proxy, lookups and reads used'),
];
const still = Object.values(seen).join('\n') === expected.join('\n');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

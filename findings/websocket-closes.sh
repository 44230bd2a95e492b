#!/usr/bin/env bash
# To websocket-client a close is an empty message, and a loop over messages of aiohttp ends as if nothing was wrong, whatever the code.
#
# Seen with: websocket-client 1.9.2, aiohttp 3.14.5, websockets 17.4 beside them (PyPI), Python 3.11; ws 8.23.0, Node 20 and newer.
# What happens: a server sends half an answer and closes, with a code and a reason (1008, 1013), or the connection breaks. `recv()` of websocket-client
#   returns '' for the close, as for an empty text, and keeps neither code nor reason. `async for` over a socket of aiohttp ends after the last
#   message, also where the connection broke; the code is in `close_code`, the reason nowhere. Both answer with 1000, whatever the code was.
#   websockets throws code and reason, except at 1000, 1001 and a close without a code.
# What it means for us: the gateway closes with 1008, 1012 or 1013 and says why (docs/protocol.md); such a client's log does not have it, and half an
#   answer looks whole. Only a terminal event (`response.completed` and the like) says that an answer is over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact ws@8.23.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: websocket-client==1.9.2 aiohttp==3.14.5 websockets==17.4

cat >read.py <<'PY'
import asyncio, json, sys
import aiohttp, websocket, websockets

url = sys.argv[1]


def by_websocket_client():
    socket = websocket.create_connection(url, timeout=10)
    got = []
    try:
        for _ in range(3):
            got.append(socket.recv())
    except websocket.WebSocketConnectionClosedException:
        got.append('closed')
    return got


async def by_aiohttp():
    got = []
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            async for message in socket:
                got.append(message.data)
            got.append(f'end of the loop, close_code {socket.close_code}')
    return got


async def by_websockets():
    got = []
    async with websockets.connect(url) as socket:
        try:
            async for message in socket:
                got.append(message)
            got.append('end of the loop')
        except websockets.ConnectionClosedError as thrown:
            got.append(f'{thrown.rcvd.code} {thrown.rcvd.reason}' if thrown.rcvd else 'no close')
    return got


readers = {
    'websocket-client': by_websocket_client,
    'aiohttp': lambda: asyncio.run(by_aiohttp()),
    'websockets': lambda: asyncio.run(by_websockets()),
}
print(json.dumps({name: read() for name, read in readers.items()}))
PY
cat >check.mjs <<'JS'
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { WebSocketServer } from 'ws';

const ends = {
  refused: socket => socket.close(1008, 'The token is no longer valid.'),
  busy: socket => socket.close(1013, 'Come back later.'),
  broken: socket => socket.terminate(),
  empty(socket) {
    socket.send('');
    socket.close(1000);
  },
};
const answers = {};
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket, { url }) => {
  const end = url.slice(1);
  socket.on('error', () => {});
  socket.on('close', code => (answers[end] ??= []).push(code));
  socket.send('half an answer', () => ends[end](socket));
});
await new Promise(resolve => server.on('listening', resolve));
const seen = {};
for (const end of Object.keys(ends)) {
  const { stdout } = await promisify(execFile)('venv/bin/python', ['read.py', `ws://127.0.0.1:${server.address().port}/${end}`]);
  seen[end] = JSON.parse(stdout);
}
console.log(seen);
console.log('What the server was answered:', answers);
const half = 'half an answer';
const ended = code => `end of the loop, close_code ${code}`;
const expected = {
  refused: [[half, '', 'closed'], [half, ended(1008)], [half, '1008 The token is no longer valid.']],
  busy: [[half, '', 'closed'], [half, ended(1013)], [half, '1013 Come back later.']],
  broken: [[half, 'closed'], [half, ended(1006)], [half, 'no close']],
  empty: [[half, '', ''], [half, '', ended(1000)], [half, '', 'end of the loop']],
};
const still =
  Object.entries(expected).every(([end, reads]) => JSON.stringify(Object.values(seen[end])) === JSON.stringify(reads)) &&
  answers.refused.join() === '1000,1000,1008' && answers.busy.join() === '1000,1000,1013';
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

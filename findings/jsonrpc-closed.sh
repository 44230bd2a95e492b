#!/usr/bin/env bash
# Requests of vscode-jsonrpc that wait for an answer wait on when the other side has gone; cancelling them does not end them either.
#
# Seen with: vscode-jsonrpc 10.0.0, Node 20 and newer.
# What happens: a process that speaks JSON-RPC over its standard streams ends, or its stream breaks, with a request unanswered. `onClose` is told, and
#   a new request is rejected ("Connection is closed."), but the promise of the one that waits stays as it is, also when its token is
#   cancelled: a cancel only asks the other side. `dispose()` rejects it. With a living server a cancelled request ends when
#   that answers, with whatever it answers; one whose token was cancelled before it was sent is sent all the same.
# What it means for us: whoever waits for a language server, or an agent, that was killed shows "working" for ever. Call `dispose()` in `onClose`, and
#   race each request with its token. The sessions here end each turn that waits when its
#   connection is lost (src/session/connection/connection.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact vscode-jsonrpc@10.0.0

cat >server.mjs <<'JS'
import rpc from 'vscode-jsonrpc/node';

const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(process.stdin), new rpc.StreamMessageWriter(process.stdout));
connection.onRequest('never', () => new Promise(() => {}));
connection.onRequest('soon', async () => {
  await new Promise(resolve => setTimeout(resolve, 200));
  return 'an answer';
});
connection.listen();
JS
cat >check.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import rpc from 'vscode-jsonrpc/node';

// A cancel that cannot be sent is written there.
console.error = () => {};
function start() {
  const child = spawn(process.execPath, ['server.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  connection.onError(() => {});
  connection.listen();
  return { child, connection };
}
const outcome = request =>
  Promise.race([request.then(String, thrown => thrown.message), pause(1_000, 'still waits')]);

const seen = {};
const source = new rpc.CancellationTokenSource();
const { child, connection } = start();
let told = 'nothing';
connection.onClose(() => void (told = 'closed'));
const waiting = connection.sendRequest('never', source.token);
await connection.sendRequest('soon');
child.kill();
await once(child, 'close');
seen['a request, its server killed'] = await outcome(waiting);
seen['what onClose was told'] = told;
source.cancel();
seen['the same, cancelled'] = await outcome(waiting);
seen['a new request'] = await outcome(Promise.resolve().then(() => connection.sendRequest('soon')));
connection.dispose();
seen['the first, its connection disposed'] = await outcome(waiting);

const living = start();
const late = new rpc.CancellationTokenSource();
setTimeout(() => late.cancel(), 50);
seen['cancelled, its server lives'] = String(await living.connection.sendRequest('soon', late.token));
const before = new rpc.CancellationTokenSource();
before.cancel();
seen['cancelled before it was sent'] = String(await living.connection.sendRequest('soon', before.token));
living.connection.dispose();
living.child.kill();

console.log(seen);
const expected = [
  'still waits', 'closed', 'still waits', 'Connection is closed.', 'Pending response rejected since connection got disposed',
  'an answer', 'an answer',
];
const still = Object.values(seen).join('\n') === expected.join('\n');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

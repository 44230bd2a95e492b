#!/usr/bin/env bash
# node:readline ends a line at U+2028 and U+2029 in Node 24, which cuts JSON lines in two; in Node 20 it does not.
#
# Seen with: Node 24.21.0 and 20.20.2.
# What happens: the manual says that `line` comes for LF, CR and CRLF. A line of JSON with one of these two characters in a string,
#   which JSON allows and JSON.stringify leaves as it is, arrives as two lines in Node 24 (`createInterface` and `readLines` of a file
#   alike), and neither is JSON. Nothing turns that off.
# What it means for us: what is read line by line and may hold text is split at LF by hand. We read with readline only what our own
#   processes say about themselves (src/editor/endpoints/gatewayChild.ts), and what the gateway sends has them escaped
#   (src/gateway/server/lineSafe.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact node24@npm:node@24.21.0 node20@npm:node@20.20.2

cat >lines.mjs <<'JS'
import { open, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

const counts = {};
for (const [name, separator] of Object.entries({ 'U+2028': '\u2028', 'U+2029': '\u2029', 'U+0085': '\u0085' })) {
  const line = `${JSON.stringify({ text: `one${separator}two` })}\n`;
  let stream = 0;
  for await (const _ of createInterface({ input: Readable.from([line]) })) stream += 1;
  await writeFile('lines.jsonl', line);
  const file = await open('lines.jsonl');
  let read = 0;
  for await (const _ of file.readLines()) read += 1;
  counts[name] = [stream, read];
}
console.log(JSON.stringify(counts));
JS
changed=0
check() {
  local seen
  seen=$("node_modules/$1/bin/node" lines.mjs)
  echo "$("node_modules/$1/bin/node" --version): lines from a stream and from a file $seen"
  [ "$seen" = "$2" ] || changed=1
}
check node24 '{"U+2028":[2,2],"U+2029":[2,2],"U+0085":[1,1]}'
check node20 '{"U+2028":[1,1],"U+2029":[1,1],"U+0085":[1,1]}'
if [ "$changed" = 0 ]; then echo 'Still so.'; else echo 'CHANGED: this is not what was seen before.'; fi
exit "$changed"

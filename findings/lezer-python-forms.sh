#!/usr/bin/env bash
# @lezer/python does not know some forms of Python.
#
# Seen with: @lezer/python 1.1.19, @lezer/common 1.5.5, Python 3.11. Its README and changelog name no forms left out.
# What happens: the forms below are valid Python and get an error node.
# What it means for us: one such line must not keep a whole selection from being read. Some forms are swapped for
#   others of the same length before parsing (src/engines/local/optimise/python/readable.ts), a bare `yield`
#   is let through (parse.ts beside it), and statements that still do not parse are read around
#   (src/engines/local/optimise/setAside.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo 'This needs Python 3.11 or newer as python3, to show that the input is valid.'
  exit 1
fi
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund @lezer/python@1.1.19 @lezer/common@1.5.5

cat >inputs.json <<'JSON'
[
  "match x:\n  case \"a\" \"b\":\n    pass\n",
  "match x:\n  case {}:\n    pass\n",
  "with a as (b, c):\n  pass\n",
  "with a as b.c:\n  pass\n",
  "with (a as b, c as d):\n  pass\n",
  "x[*a]\n",
  "for x in *a, b:\n  pass\n",
  "@a[0]\ndef f():\n  pass\n",
  "def f():\n  yield\n"
]
JSON
# Each of these differs from one above only in the form, and parses.
cat >controls.json <<'JSON'
[
  "match x:\n  case \"a\":\n    pass\n",
  "match x:\n  case {\"a\": 1}:\n    pass\n",
  "with a as b, c as d:\n  pass\n",
  "x[a]\n",
  "for x in a, b:\n  pass\n",
  "@a(0)\ndef f():\n  pass\n",
  "def f():\n  yield 1\n"
]
JSON
python3 -c '
import ast, json
for name in ("inputs.json", "controls.json"):
    for text in json.load(open(name)): ast.parse(text)
'
cat >check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parser } from '@lezer/python';
const faulty = text => {
  let fault = false;
  parser.parse(text).iterate({ enter: node => void (fault ||= node.type.isError) });
  return fault;
};
const read = name => JSON.parse(readFileSync(name, 'utf8'));
const show = text => {
  console.log(`  ${faulty(text) ? 'error node' : 'parses    '}  ${JSON.stringify(text)}`);
  return faulty(text);
};
console.log('All of this is valid for Python; @lezer/python 1.1.19 says:');
const inputs = read('inputs.json').map(show);
const controls = read('controls.json').map(show);
if (inputs.every(Boolean) && !controls.some(Boolean)) {
  console.log(`Still so: the first ${inputs.length} get an error node.`);
} else {
  console.log('CHANGED: this is not what was seen before.');
  process.exitCode = 1;
}
JS
node check.mjs

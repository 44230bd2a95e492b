#!/usr/bin/env bash
# @streamparser/json loses U+FEFF out of every string, in the middle too, and even where it is written as an escape.
#
# Seen with: @streamparser/json 0.0.26, jsonriver 1.1.1, jsonparse 1.3.1 (npm), Node 20 and newer.
# What happens: U+FEFF is a character like others within a string of JSON; many files of C# begin with it, as a byte order mark, and so does their text in the
#   arguments of a call or the answer of a tool. @streamparser/json decodes each character beyond ASCII by itself, as a text with its own byte order
#   mark, so that all of them are gone. Names of members lose it too, so that two members become one. With `stringBufferSize`, which it has for very
#   long strings, only one at the beginning is lost. jsonriver, jsonparse and JSON.parse keep all of them.
# What it means for us: text that went through such a parser is shorter than the file, and an edit in it that names places lands one character too far left, or
#   its search text is not found. The product reads JSON with JSON.parse, when it is whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @streamparser/json@0.0.26 jsonriver@1.1.1 jsonparse@1.3.1

cat >check.mjs <<'JS'
import { JSONParser } from '@streamparser/json';
import JsonParse from 'jsonparse';
import { parse as byRiver } from 'jsonriver';

const mark = '\uFEFF';
const texts = {
  'at the beginning': `{"text":"${mark}using A;"}`,
  'as an escape': '{"text":"\\uFEFFusing A;"}',
  'within': `{"text":"using${mark} A;"}`,
  'in a name': `{"${mark}a":1,"a":2}`,
  'another character': '{"text":"\u2060using A;"}',
};
function streamparser(options) {
  return json => {
    let whole;
    const parser = new JSONParser(options);
    parser.onValue = ({ value, stack }) => {
      if (stack.length === 0) whole = value;
    };
    parser.write(json);
    return whole;
  };
}
const readers = {
  '@streamparser/json': streamparser(),
  'with stringBufferSize': streamparser({ stringBufferSize: 64 * 1024 }),
  jsonparse: json => {
    let whole;
    const parser = new JsonParse();
    parser.onValue = function (value) {
      if (this.stack.length === 0) whole = value;
    };
    parser.write(json);
    return whole;
  },
  jsonriver: async json => {
    let whole;
    for await (const value of byRiver(new Blob([json]).stream().pipeThrough(new TextDecoderStream()))) whole = value;
    return whole;
  },
};
const seen = {};
for (const [name, json] of Object.entries(texts)) {
  const right = JSON.stringify(JSON.parse(json));
  seen[name] = {};
  for (const [reader, read] of Object.entries(readers)) {
    const own = JSON.stringify(await read(json));
    seen[name][reader] = own === right ? 'kept' : own.includes(mark) ? 'something else' : own;
  }
}
console.table(seen);
const lost = '{"text":"using A;"}';
const expected = {
  'at the beginning': [lost, lost],
  'as an escape': [lost, lost],
  'within': [lost, 'kept'],
  'in a name': ['{"a":2}', '{"a":2}'],
  'another character': ['kept', 'kept'],
};
const still = Object.entries(seen).every(([name, own]) => Object.values(own).join() === [...expected[name], 'kept', 'kept'].join());
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

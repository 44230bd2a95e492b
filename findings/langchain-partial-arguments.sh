#!/usr/bin/env bash
# @langchain/core shows halves of escapes in the arguments of a call that is still streaming: a backslash, or "u00e" before "é" is there.
#
# Seen with: @langchain/core 1.4.0; partial-json 0.1.7 and ai 7.0.173 beside it; Node 20 and newer.
# What happens: arguments come in pieces that may end anywhere, also between `\` and `n`. `parsePartialJson` then takes the backslash, or the
#   beginning of `\u00e9`, for text. What is shown of it has characters that vanish with the next piece. The others leave out an escape
#   until it is whole. All three hand out half a character where an escape of two units (`\ud83d\ude00`) is cut in the middle.
# What it means for us: whoever shows code from such arguments while it grows sees it flicker, and one who only appends keeps the wrong
#   characters. Compare with what was there before, or wait for the end of the call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @langchain/core@1.4.0 partial-json@0.1.7 ai@7.0.173

cat >check.mjs <<'JS'
import { parsePartialJson as byLangchain } from '@langchain/core/output_parsers';
import { parsePartialJson as byAi } from 'ai';
import { parse as byPartialJson } from 'partial-json';

const readers = {
  langchain: text => byLangchain(text),
  'partial-json': text => byPartialJson(text),
  ai: async text => (await byAi(text)).value,
};
const cases = { 'a line feed': '{"code":"a\\nb"}', 'an é': '{"code":"\\u00e9"}', 'an emoji': '{"code":"\\ud83d\\ude00"}' };
const seen = {};
for (const [name, read] of Object.entries(readers))
  for (const [what, whole] of Object.entries(cases)) {
    const { code } = JSON.parse(whole);
    const odd = [];
    for (let end = '{"code":"'.length; end < whole.length; end++) {
      const shown = (await read(whole.slice(0, end)))?.code ?? '';
      if (!code.startsWith(shown) || /[\ud800-\udbff]$/.test(shown)) odd.push(JSON.stringify(shown));
    }
    seen[`${name}, ${what}`] = [...new Set(odd)].join(' ');
  }
console.log(seen);
const half = String.raw`"\ud83d"`;
const still =
  seen['langchain, a line feed'] === String.raw`"a\\"` && seen['langchain, an é'].startsWith(String.raw`"\\" "u" "u0" "u00" "u00e"`) &&
  ['partial-json', 'ai'].every(
    name => seen[`${name}, a line feed`] === '' && seen[`${name}, an é`] === '' && seen[`${name}, an emoji`] === half,
  );
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

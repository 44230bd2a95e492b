#!/usr/bin/env bash
# Three readers of one vocabulary of OpenAI's disagree about U+FEFF, by which many files of C# begin: gpt-tokenizer gives other tokens and more of them, and
# text comes back without it.
#
# Seen with: gpt-tokenizer 4.0.0, js-tiktoken 1.0.21, tiktoken 1.0.22 (npm), Node 20 and newer.
# What happens: o200k_base has tokens that begin with a byte order mark: the mark with `using`, with `namespace`, with `//`. gpt-tokenizer does not find them:
#   it writes the mark as two tokens and the word as a third. Of the token that tiktoken gives for the mark with `using` its `decode` makes `using`, though
#   `decodeGenerator` makes both, and of the other two both make both. js-tiktoken finds all but the one with `//`; its `decode` drops a mark at the
#   beginning of a text, its own too.
# What it means for us: who cuts a file to a number of tokens and takes the text back from them moves everything by one character; edits that name places
#   then land one too far left. The product estimates without a vocabulary (src/common/tokenEstimate.ts) and cuts text, not tokens.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact gpt-tokenizer@4.0.0 js-tiktoken@1.0.21 tiktoken@1.0.22

cat >check.mjs <<'JS'
import * as gpt from 'gpt-tokenizer/encoding/o200k_base';
import { Tiktoken } from 'js-tiktoken/lite';
import ranks from 'js-tiktoken/ranks/o200k_base';
import { get_encoding } from 'tiktoken';

const wasm = get_encoding('o200k_base');
const js = new Tiktoken(ranks);
const mark = '\uFEFF';
const readers = {
  tiktoken: [text => [...wasm.encode(text)], tokens => new TextDecoder('utf-8', { ignoreBOM: true }).decode(wasm.decode(new Uint32Array(tokens)))],
  'js-tiktoken': [text => js.encode(text), tokens => js.decode(tokens)],
  'gpt-tokenizer': [text => gpt.encode(text), tokens => gpt.decode(tokens)],
  'gpt-tokenizer, decodeGenerator': [text => gpt.encode(text), tokens => [...gpt.decodeGenerator(tokens)].join('')],
};
const seen = {};
for (const [name, [encode, decode]] of Object.entries(readers)) {
  const outcomes = ['using System;', '// A note.', 'namespace A;'].flatMap(code =>
    [code, mark + code].map(text => {
      const tokens = readers.tiktoken[0](text);
      const own = encode(text);
      const back = decode(tokens);
      const kept = back === text ? 'kept' : mark + back === text ? 'mark lost' : 'something else';
      if (text !== code) console.log(`${name}: the mark and "${code}": ${own.join()} (of tiktoken's: ${kept})`);
      return `${own.join() === tokens.join() ? 'same tokens' : 'other tokens'}, ${kept}`;
    }),
  );
  seen[name] = outcomes;
}
const [same, other] = ['same tokens, kept', 'other tokens, kept'];
const [lost, otherLost] = ['same tokens, mark lost', 'other tokens, mark lost'];
const expected = {
  tiktoken: [same, same, same, same, same, same],
  'js-tiktoken': [same, lost, same, otherLost, same, lost],
  'gpt-tokenizer': [same, otherLost, same, other, same, other],
  'gpt-tokenizer, decodeGenerator': [same, other, same, other, same, other],
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

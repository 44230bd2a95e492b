#!/usr/bin/env bash
# remend, which mends Markdown that is not whole yet, changes whole answers that speak of code: stars and links are added, the end of a line is lost.
#
# Seen with: remend 1.4.0, markdown-it 15.0.3 beside it, Node 20 and newer.
# What happens: remend closes what an answer that streams has left open. It takes stars, underscores, brackets and `<` for the beginning of something where
#   Markdown takes them for themselves: "f(*args, **kwargs)." ends with three stars more, "2 ** 3 is 8." with two, "[0, 1)." becomes a link,
#   and of "while i <n." the last two characters are gone. That is so for an answer that has ended, too; nothing tells remend that it has.
#   What markdown-it makes of each is shown beside: half of it is bold or in italics, a link, or has characters that nobody wrote.
# What it means for us: while an answer streams a flicker is the price of mending; at its end it has to be shown as it came. The chat here mends nothing: what
#   has not been closed is shown as it stands, until it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact remend@1.4.0 markdown-it@15.0.3

cat >check.mjs <<'JS'
import MarkdownIt from 'markdown-it';
import remend from 'remend';

const link = '](streamdown:incomplete-link)';
const expected = {
  'It is **bold** and `code`.': 'It is **bold** and `code`.',
  'Call it as f(*args, **kwargs).': 'Call it as f(*args, **kwargs).***',
  'In Python 2 ** 3 is 8.': 'In Python 2 ** 3 is 8.**',
  'Ignore *.log and build/.': 'Ignore *.log and build/.*',
  'A name such as __dirname is special.': 'A name such as __dirname is special.__',
  'Numbers from [0, 1).': `Numbers from [0, 1).${link}`,
  'Loop while i <n.': 'Loop while i',
  'Pass *args.\n\nThen **call** it.': 'Pass *args.\n\nThen **call** it.*',
};
const markdown = new MarkdownIt();
const shown = text => markdown.render(text).trim();
let still = true;
for (const [text, mended] of Object.entries(expected)) {
  const got = remend(text);
  still &&= got === mended && (got === text || shown(got) !== shown(text));
  console.log(`${JSON.stringify(text)}\n  is shown as ${JSON.stringify(shown(text))},\n  mended as   ${JSON.stringify(shown(got))}`);
}
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

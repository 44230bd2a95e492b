#!/usr/bin/env bash
# @lezer/go does not see the end of a statement behind `true`, `false` and `/* ... */`, and does not know `for range xs`.
#
# Seen with: @lezer/go 1.0.1, @lezer/common 1.5.5; @wasm-fmt/gofmt 0.7.3 (Go's own parser) beside it; Node 20 and newer.
# What happens: Go ends a statement at the end of a line whose last token is a name, a literal, `)`, `]`, `}` or one of a few others; `true` is
#   a name to Go, and a comment in between does not count. @lezer/go keeps `true` and `false` as words of their own, behind which it does not end
#   the statement: what stands in the next line gets an error node. So does the next line after a comment in `/* */`, and `for range`.
# What it means for us: such a line must not keep a whole function from being read. These forms are swapped for others of the same
#   length before parsing (src/engines/local/optimise/go/readable.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @lezer/go@1.0.1 @lezer/common@1.5.5 @wasm-fmt/gofmt@0.7.3

cat >check.mjs <<'JS'
import { parser } from '@lezer/go';
import { format } from '@wasm-fmt/gofmt';

// The right one differs from the left one only in the form, and parses.
const pairs = [
  ['x := true\ny := 1', 'x := nil\ny := 1'],
  ['x = !false\nf()', 'x = !a\nf()'],
  ['var x bool = true\nreturn', 'var x int = 1\nreturn'],
  ['x := 1 /* one */\ny := 2', 'x := 1 // one\ny := 2'],
  ['for range xs {\n}', 'for _ = range xs {\n}'],
  ['for range 10 {\n}', 'for i := range 10 {\n}'],
];
const around = code => `package p\nfunc m() {\n${code}\n}\n`;
function faulty(code) {
  // It throws where the text is no Go.
  format(around(code));
  let fault = false;
  parser.parse(around(code)).iterate({ enter: node => void (fault ||= node.type.isError) });
  console.log(`  ${fault ? 'error node' : 'parses    '}  ${JSON.stringify(code)}`);
  return fault;
}
console.log("All of this is valid for Go's parser; @lezer/go 1.0.1 says:");
const seen = pairs.map(pair => pair.map(faulty));
const still = seen.every(([form, control]) => form && !control);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# @lezer/java reads `(a & MASK) + c` as a cast of `+c` to the type `a & MASK`.
#
# Seen with: @lezer/java 1.1.5, @lezer/common 1.5.5; java-parser 3.0.1 beside it; Node 20 and newer.
# What happens: in Java only a cast to a primitive type may stand before a sign, so that `(a & MASK) + c` and `(a & MASK) - c` are a sum and a
#   difference. @lezer/java makes them casts to an intersection type, without an error node, where the last name begins with a capital letter,
#   as those of constants do. So it is with `(MASK) + c`. `(a & mask) + c`, `(a | MASK) + c` and `(a & MASK) * c` come out right.
# What it means for us: a rewrite that moved what it takes for a type would change what is computed; hashes and decoders are written like this.
#   Statements with such a cast are left alone (`misreadCasts` in src/engines/local/optimise/java/tree.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @lezer/java@1.1.5 @lezer/common@1.5.5 java-parser@3.0.1

cat >check.mjs <<'JS'
import { parser } from '@lezer/java';
import { parse } from 'java-parser';

const around = code => `class C {\n  void m() {\n    x = ${code};\n  }\n}\n`;
function byLezer(text) {
  let fault = false;
  let cast = false;
  parser.parse(text).iterate({
    enter({ type }) {
      fault ||= type.isError;
      cast ||= type.name === 'CastExpression';
    },
  });
  return (cast ? 'a cast' : 'no cast') + (fault ? ' with an error node' : '');
}
function byJavaParser(text) {
  const open = [parse(text)];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name === 'castExpression') return 'a cast';
    open.push(...Object.values(node.children ?? {}).flat());
  }
  return 'no cast';
}
const wrong = ['(a & MASK) + c', '(a & MASK) - c', '(h & B) + 1', 'n + (a & MASK) - c', '(MASK) + c'];
const right = ['(a & mask) + c', '(mask) + c', '(a | MASK) + c', '(a & MASK) * c', '(MASK & 1) + c', '(int) -c', '(A & B) c'];
let still = true;
for (const code of [...wrong, ...right]) {
  const seen = [around(code)].flatMap(text => [byLezer(text), byJavaParser(text)]);
  console.log(`  ${code.padEnd(20)} lezer: ${seen[0].padEnd(8)} java-parser: ${seen[1]}`);
  still &&= wrong.includes(code) ? seen.join() === 'a cast,no cast' : seen[0] === seen[1];
}
console.log(still ? 'Still so: the first five are no casts in Java.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

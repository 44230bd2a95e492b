#!/usr/bin/env bash
# @lezer/go takes a call, an index or a field for one of the whole expression before it: `a + f(x)` is read as `(a + f)(x)`.
#
# Seen with: @lezer/go 1.0.1, @lezer/common 1.5.5; tree-sitter-go 0.25.0 in web-tree-sitter 0.27.2 beside it; Node 20 and newer.
# What happens: Go says that primary expressions (calls, indexes, fields) bind tighter than any operator. @lezer/go gives them the operands
#   before them as well, binary and unary ones alike, without an error node. tree-sitter-go reads what Go means, as the compiler does.
# What it means for us: a rewrite that trusted these groups would call the wrong thing. `treeOf` groups operators and calls anew, in
#   src/engines/local/optimise/go/tree.ts: the order of names and operators is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
# tree-sitter-go brings its grammar as WebAssembly too; what its scripts would build is not needed.
npm i --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps --save-exact \
  @lezer/go@1.0.1 @lezer/common@1.5.5 web-tree-sitter@0.27.2 tree-sitter-go@0.25.0

cat >check.mjs <<'JS'
import { parser } from '@lezer/go';
import { Language, Parser } from 'web-tree-sitter';

const inputs = {
  'a + f(x)': ['((a + f) (x))', '(a + (f (x)))'],
  'a * f(x) + g(y)': ['((((a * f) (x)) + g) (y))', '((a * (f (x))) + (g (y)))'],
  'a && f(x)': ['((a && f) (x))', '(a && (f (x)))'],
  'a + b[i]': ['((a + b) [i])', '(a + (b [i]))'],
  '!s.ok': ['((! s) .ok)', '(! (s .ok))'],
  '-f(x)': ['((- f) (x))', '(- (f (x)))'],
  // These two come out right.
  'f(x) + a': ['((f (x)) + a)', '((f (x)) + a)'],
  'a + (f(x))': ['(a + (f (x)))', '(a + (f (x)))'],
};
await Parser.init();
const treeSitter = new Parser();
treeSitter.setLanguage(await Language.load('node_modules/tree-sitter-go/tree-sitter-go.wasm'));

/** Puts round brackets around each operation; brackets of the text itself go away where they only group. */
function grouped(node, { childrenOf, kindOf, textOf }) {
  const kind = kindOf(node);
  const children = childrenOf(node).map(child => grouped(child, { childrenOf, kindOf, textOf }));
  if (/^paren/i.test(kind)) return children[1];
  if (/^(binary|unary)/i.test(kind)) return `(${children.join(' ')})`;
  if (/^(call|index|selector)/i.test(kind)) return `(${children[0]} ${children.slice(1).join('')})`;
  return children.length > 0 ? children.join('') : textOf(node);
}
function byLezer(text) {
  const tree = parser.parse(text);
  let faults = 0;
  tree.iterate({ enter: node => void (faults += node.type.isError ? 1 : 0) });
  const childrenOf = node => {
    const children = [];
    for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
    return children;
  };
  let node = tree.topNode;
  while (node.from < text.indexOf('= ') + 2) node = childrenOf(node).at(-1).name === '}' ? childrenOf(node).at(-2) : childrenOf(node).at(-1);
  const group = grouped(node, { childrenOf, kindOf: ({ name }) => name, textOf: ({ from, to }) => text.slice(from, to) });
  return group + (faults > 0 ? ' with an error node' : '');
}
function byTreeSitter(text) {
  const root = treeSitter.parse(text).rootNode;
  const [statement] = root.descendantsOfType('assignment_statement');
  const group = grouped(statement.childForFieldName('right'), {
    childrenOf: node => node.children, kindOf: ({ type }) => type, textOf: node => node.text,
  });
  return group + (root.hasError ? ' with an error' : '');
}
let still = true;
for (const [input, expected] of Object.entries(inputs)) {
  const text = `package p\nfunc m() {\n\tv = ${input}\n}\n`;
  const seen = [byLezer(text), byTreeSitter(text)];
  console.log(`  ${input.padEnd(16)} lezer: ${seen[0].padEnd(26)} tree-sitter: ${seen[1]}`);
  still &&= seen.join() === expected.join();
}
console.log(still ? 'Still so: the first six are grouped wrongly, without an error node.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

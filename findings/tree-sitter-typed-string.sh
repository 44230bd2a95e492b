#!/usr/bin/env bash
# A tree of tree-sitter-python that was kept while valid code was typed has an error in it, and a function in two parts; a fresh one has not.
#
# Seen with: tree-sitter 0.26.1, tree-sitter-python 0.25.0 (PyPI), Python 3.11; web-tree-sitter 0.27.2, @vscode/tree-sitter-wasm 0.3.1 (npm), Node 20 and
#   newer.
# What happens: code is typed character by character, with `edit` and a parse of the new text from the old tree each time, as an editor does. Where it has
#   a text in triple quotes within a block of a function, and a line of that text begins further left than the block, the quote that was open while it
#   was typed stays an error when it is closed: `return` after it stands beside the function, no longer in it. Lines typed below do not mend it. A parse
#   without the old tree gives what it should, and so does typing where the text stays within the indentation.
# What it means for us: who keeps a tree for each open file (for folding, for the function around the cursor, for what to send along) has to parse anew from
#   time to time, at the latest when there is an error. The product parses whole texts only, each time anew (src/engines/local/optimise).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact web-tree-sitter@0.27.2 @vscode/tree-sitter-wasm@0.3.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: tree-sitter==0.26.1 tree-sitter-python==0.25.0

cat >code.json <<'JSON'
{
  "to the left": "def first(x):\n    if x:\n        return \"\"\"one\ntwo\"\"\"\n    return x\n\n\ndef second():\n    pass\n",
  "indented": "def first(x):\n    if x:\n        return \"\"\"one\n        two\"\"\"\n    return x\n\n\ndef second():\n    pass\n"
}
JSON
cat >check.py <<'PY'
import json
import tree_sitter, tree_sitter_python

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))


def point(code):
    return code.count(b'\n'), len(code) - code.rfind(b'\n') - 1


def typed(code):
    tree = parser.parse(b'')
    for end in range(1, len(code) + 1):
        before, now = code[: end - 1], code[:end]
        tree.edit(end - 1, end - 1, end, point(before), point(before), point(now))
        tree = parser.parse(now, tree)
    return tree


def kinds(tree):
    return [node.type for node in tree.root_node.children]


seen = {}
for name, text in json.load(open('code.json')).items():
    code = text.encode()
    compile(code, name, 'exec')
    seen[name] = {'typed': kinds(typed(code)), 'at once': kinds(parser.parse(code))}
print(json.dumps(seen))
PY
cat >check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Edit, Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'));
const point = text => ({ row: text.split('\n').length - 1, column: text.length - text.lastIndexOf('\n') - 1 });
function typed(code) {
  let tree = parser.parse('');
  for (let end = 1; end <= code.length; end++) {
    const [before, now] = [code.slice(0, end - 1), code.slice(0, end)];
    const start = { startIndex: end - 1, oldEndIndex: end - 1, startPosition: point(before), oldEndPosition: point(before) };
    tree.edit(new Edit({ ...start, newEndIndex: end, newEndPosition: point(now) }));
    tree = parser.parse(now, tree);
  }
  return tree;
}
const kinds = tree => tree.rootNode.children.map(node => node.type);

const seen = { 'tree-sitter (Python)': JSON.parse(execFileSync('venv/bin/python', ['check.py'])), 'web-tree-sitter': {} };
for (const [name, code] of Object.entries(JSON.parse(readFileSync('code.json', 'utf8')))) {
  seen['web-tree-sitter'][name] = { typed: kinds(typed(code)), 'at once': kinds(parser.parse(code)) };
}
for (const [binding, texts] of Object.entries(seen)) {
  for (const [text, ways] of Object.entries(texts)) {
    for (const [way, children] of Object.entries(ways)) console.log(`${binding}, ${text}, ${way}: ${children.join(', ')}`);
  }
}
const right = ['function_definition', 'function_definition'];
const wrong = ['function_definition', 'ERROR', 'return_statement', 'function_definition'];
const each = { 'to the left': { typed: wrong, 'at once': right }, indented: { typed: right, 'at once': right } };
const still = JSON.stringify(seen) === JSON.stringify({ 'tree-sitter (Python)': each, 'web-tree-sitter': each });
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

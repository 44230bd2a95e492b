#!/usr/bin/env bash
# @lezer/python groups `not` and `await` too far to the right.
#
# Seen with: @lezer/python 1.1.19, @lezer/common 1.5.5, Python 3.11.
# What happens: `not a or b` is read as `not (a or b)` and `await a + b` as `await (a + b)`, without an error node.
#   Python means `(not a) or b` and `(await a) + b`: `not` binds tighter than `and`, `await` tighter than any operator.
#   `await a or b`, `not a == b` and `-a + b` come out right.
# What it means for us: a rewrite that trusted these groups would change what a condition means. `treeOf` groups
#   operators anew, in src/engines/local/optimise/python/grouping.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund @lezer/python@1.1.19 @lezer/common@1.5.5

printf '%s\n' 'not a or b' 'not a and b' 'await a + b' 'await a or b' 'not a == b' '-a + b' >inputs
printf '%s\n' '(not (a or b))' '(not (a and b))' '(await (a + b))' '((await a) or b)' '(not (a == b))' '((- a) + b)' >lezer-seen
printf '%s\n' '((not a) or b)' '((not a) and b)' '((await a) + b)' '((await a) or b)' '(not (a == b))' '((- a) + b)' >python-seen

cat >lezer.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parser } from '@lezer/python';
for (const text of readFileSync('inputs', 'utf8').trim().split('\n')) {
  let faults = 0;
  const tree = parser.parse(text);
  tree.iterate({ enter: node => void (faults += node.type.isError ? 1 : 0) });
  const grouped = node => {
    const parts = [];
    for (let child = node.firstChild; child; child = child.nextSibling) parts.push(grouped(child));
    return parts.length > 0 ? `(${parts.join(' ')})` : text.slice(node.from, node.to);
  };
  console.log(grouped(tree.topNode.firstChild.firstChild) + (faults > 0 ? ' with an error node' : ''));
}
JS
cat >python.py <<'PY'
import ast
def grouped(node):
    if isinstance(node, ast.Name): return node.id
    if isinstance(node, ast.Await): return f'(await {grouped(node.value)})'
    if isinstance(node, ast.UnaryOp): return f"({'not' if isinstance(node.op, ast.Not) else '-'} {grouped(node.operand)})"
    if isinstance(node, ast.BinOp): return f'({grouped(node.left)} + {grouped(node.right)})'
    if isinstance(node, ast.Compare): return f'({grouped(node.left)} == {grouped(node.comparators[0])})'
    word = 'or' if isinstance(node.op, ast.Or) else 'and'
    return '(' + f' {word} '.join(map(grouped, node.values)) + ')'
for line in open('inputs').read().splitlines():
    tree = compile(line, 'input', 'eval', ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    print(grouped(tree.body))
PY
node lezer.mjs >lezer
python3 python.py >python
echo "@lezer/python 1.1.19 against $(python3 --version):"
paste inputs lezer python | awk -F'\t' '{ printf "  %-12s  lezer: %-16s  python: %s\n", $1, $2, $3 }'
if cmp -s python python-seen && cmp -s lezer lezer-seen; then
  echo 'Still so: the first three are grouped wrongly, without an error node.'
else
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi

#!/usr/bin/env bash
# @babel/traverse calls a variable constant that is assigned behind TypeScript's marks.
#
# Seen with: @babel/parser and @babel/traverse 7.29.14; the same with 8.1.3.
# What happens: after `let n = 0; n!++` the binding of `n` has `constant` true and no `constantViolations`. The same
#   with `as`, `<T>`, `satisfies`, patterns and the head of a `for`, and with `(n) = 1` where the parser is asked to keep
#   parentheses. `n++` and `n = 1` are seen.
# What it means for us: a rewrite to `const` that trusted `constant` would write code that fails when it runs.
#   src/engines/local/optimise/javascript/assigned.ts collects all assignments itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund @babel/parser@7.29.14 @babel/traverse@7.29.14

cat >check.cjs <<'JS'
const { parse } = require('@babel/parser');
const traverse = require('@babel/traverse').default;

function binding(code, createParenthesizedExpressions) {
  const ast = parse(code, { sourceType: 'module', plugins: ['typescript'], createParenthesizedExpressions });
  let found;
  traverse(ast, { Program: path => void (found = path.scope.getBinding('n')) });
  return found;
}

const seen = [
  // code, whether parentheses are kept, what `constant` was
  ['n++', false, false],
  ['n = 1', false, false],
  ['(n) = 1', false, false],
  ['(n) = 1', true, true],
  ['n!++', false, true],
  ['(n as any) = 1', false, true],
  ['(<any>n) = 1', false, true],
  ['(n satisfies number) = 1', false, true],
  ['[n!] = [1]', false, true],
  ['for (n! of [1]);', false, true],
];

let changed = false;
console.log('@babel/traverse 7.29.14; every line assigns to `n` after `let n = 0;`:');
for (const [code, parentheses, before] of seen) {
  const { constant, constantViolations } = binding(`let n = 0; ${code}`, parentheses);
  const how = parentheses ? ' (parentheses kept)' : '';
  console.log(`  ${`${code}${how}`.padEnd(28)} constant: ${constant}, violations: ${constantViolations.length}`);
  changed ||= constant !== before;
}
console.log(
  changed
    ? 'CHANGED: this is not what was seen before.'
    : 'Still so: all but the first three are called constant.',
);
process.exitCode = changed ? 1 : 0;
JS
node check.cjs

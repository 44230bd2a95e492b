#!/usr/bin/env bash
# Of four parsers of git's diffs in JavaScript only jsdiff reads all names of files; the others keep git's quotes, octal numbers or its tab.
#
# Seen with: diff 9.0.0, parse-diff 0.12.0, gitdiff-parser 0.3.1, parse-git-diff 0.0.20; git 2.39.5; Node 20 and newer.
# What happens: `git diff` puts a tab behind a name with a space in it, and writes a name that is not ASCII in quotes, as octal numbers. For
#   "two words.txt" gitdiff-parser and parse-git-diff give a name that ends in a tab. For "über.txt" parse-diff gives `\303\274ber.txt`,
#   parse-git-diff `"b/\303\274ber.txt"`, and gitdiff-parser `/\303\274ber.txt"`. None says that something is odd.
# What it means for us: such a name matches no file, and a change is lost or lands in a new one. `git diff -z --name-only`, beside the diff, has
#   the names as they are. The product parses no diffs; should it ever, then with jsdiff.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact diff@9.0.0 parse-diff@0.12.0 gitdiff-parser@0.3.1 parse-git-diff@0.0.20

mkdir old new
for file in plain.txt 'two words.txt' über.txt; do
  echo one >"old/$file"
  echo two >"new/$file"
done
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git init --quiet repo
cp old/* repo
git -C repo add .
cp new/* repo
git -C repo diff >change.diff
git --version

cat >check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parsePatch } from 'diff';
import gitdiffParser from 'gitdiff-parser';
import parseDiff from 'parse-diff';
import parseGitDiff from 'parse-git-diff';

const text = readFileSync('change.diff', 'utf8');
const gitdiff = gitdiffParser.parse ?? gitdiffParser.default.parse;
const seen = {
  diff: parsePatch(text).map(file => file.newFileName.replace(/^b\//, '')),
  'parse-diff': parseDiff(text).map(file => file.to),
  'gitdiff-parser': gitdiff(text).map(file => file.newPath),
  'parse-git-diff': (parseGitDiff.default ?? parseGitDiff)(text).files.map(file => file.path),
};
for (const [name, names] of Object.entries(seen)) console.log(`${name}: ${JSON.stringify(names)}`);
const octal = '\\303\\274ber.txt';
const expected = {
  diff: ['plain.txt', 'two words.txt', 'über.txt'],
  'parse-diff': ['plain.txt', 'two words.txt', octal],
  'gitdiff-parser': ['plain.txt', 'two words.txt\t', `/${octal}"`],
  'parse-git-diff': ['plain.txt', 'two words.txt\t', `"b/${octal}"`],
};
const still = JSON.stringify(seen) === JSON.stringify(expected);
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# @sanity/diff-match-patch changes another line than was changed, and says that it worked, where letters beyond ASCII stand above; through text it is right.
#
# Seen with: @sanity/diff-match-patch 3.2.1, diff-match-patch 1.0.5 (npm), Node 20 and newer.
# What happens: `applyPatches` takes the places in patches for bytes of UTF-8 and counts them over into UTF-16. Those that `makePatches` has just made, which
#   the documentation hands to it as they are, have places in UTF-16 already, so that each letter beyond ASCII above moves them towards the beginning. Of
#   lines that look alike the one above is changed then, with `[true]`; where such a place would be within a letter it throws. The same patches after
#   `stringifyPatches` and `parsePatch` are applied where they belong, and diff-match-patch does so in both ways.
# What it means for us: a comment in German or Japanese is enough. Our own edits have places in UTF-16 throughout (src/diff/textEdit.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact @sanity/diff-match-patch@3.2.1 diff-match-patch@1.0.5

cat >check.mjs <<'JS'
import { applyPatches, makePatches, parsePatch, stringifyPatches } from '@sanity/diff-match-patch';
import DiffMatchPatch from 'diff-match-patch';

const google = new DiffMatchPatch();
const ways = {
  'as they are': (before, after) => applyPatches(makePatches(before, after), before),
  'through text': (before, after) => applyPatches(parsePatch(stringifyPatches(makePatches(before, after))), before),
  'diff-match-patch': (before, after) => google.patch_apply(google.patch_make(before, after), before),
};
const lines = (comment, changed) => [comment, ...[1, 2, 3, 4].map(line => (line === changed ? '  n += 2;' : '  n += 1;'))].join('\n') + '\n';
const seen = {};
for (const comment of ['// Size in bytes.', '// Größe über Größe.', '// 大きさ', '// äöüäöüäöüä']) {
  for (const [way, apply] of Object.entries(ways)) {
    const outcomes = [1, 2, 3, 4].map(changed => {
      try {
        const [text, [applied]] = apply(lines(comment, 0), lines(comment, changed));
        return [1, 2, 3, 4].find(line => lines(comment, line) === text && applied) ?? '?';
      } catch {
        return 'throws';
      }
    });
    (seen[comment] ??= {})[way] = outcomes.join(', ');
  }
}
console.log('Changed for a change of lines 1, 2, 3, 4 below the comment:');
console.table(seen);
const right = '1, 2, 3, 4';
const expected = {
  '// Size in bytes.': right,
  '// Größe über Größe.': 'throws, throws, 2, 4',
  '// 大きさ': '1, throws, 2, 4',
  '// äöüäöüäöüä': '1, 2, 2, 4',
};
const still = Object.entries(seen).every(([comment, own]) => Object.values(own).join('; ') === [expected[comment], right, right].join('; '));
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

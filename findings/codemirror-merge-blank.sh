#!/usr/bin/env bash
# CodeMirror's merge view makes an empty change of a blank line that comes or goes at the beginning of a file that begins with one: it shows nothing and
# cannot be taken back.
#
# Seen with: @codemirror/merge 6.12.3, @codemirror/state 6.7.6, @codemirror/view 6.43.15, jsdom 26.1.0 (npm), Node 20 and newer.
# What happens: a file begins with one blank line and gets another, or the other way round. `unifiedMergeView` has one chunk, from 1 to 1 on both sides:
#   `rejectChunk` and `acceptChunk` do nothing, and the chunk stays. Where "// note" and a blank line come behind the first, the chunk lacks the
#   blank line, and what `rejectChunk` or `acceptChunk` leaves is neither of the two texts. The same lines further down, or before a first line that is not blank, are whole.
# What it means for us: whoever lets a model's changes be reviewed so never gets to "nothing left to decide", and writes a text that nobody
#   wrote. Reject everything by setting the original text. Our own hunks (src/diff/hunks.ts) are of whole lines from the start.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact \
  @codemirror/merge@6.12.3 @codemirror/state@6.7.6 @codemirror/view@6.43.15 jsdom@26.1.0

cat >check.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true });
globalThis.window = window;
const parts = ['document', 'MutationObserver', 'getComputedStyle', 'requestAnimationFrame', 'cancelAnimationFrame'];
for (const name of parts) globalThis[name] ??= window[name];
const { EditorView } = await import('@codemirror/view');
const { acceptChunk, getChunks, getOriginalDoc, rejectChunk, unifiedMergeView } = await import('@codemirror/merge');

const [before, after] = ['as it was', 'as it became'];
const cases = {
  'a blank line less at the beginning': ['\n\na()\n', '\na()\n', after, before],
  'a blank line more at the beginning': ['\na()\n', '\n\na()\n', after, before],
  'a note and a blank line at the beginning': ['\na()\n', '\n// note\n\na()\n', 'something else', 'something else'],
  'a blank line less further down': ['a()\n\n\nb()\n', 'a()\n\nb()\n', before, after],
  'a first blank line': ['a()\n', '\na()\n', before, after],
};
/** The view after `decide` was called for its first chunk, as often as there were chunks. */
function decided(original, doc, decide) {
  const view = new EditorView({ doc, extensions: [unifiedMergeView({ original })], parent: window.document.body });
  for (const { fromB } of getChunks(view.state).chunks) decide(view, fromB);
  return view;
}
let still = true;
for (const [name, [original, doc, whenRejected, whenAccepted]] of Object.entries(cases)) {
  const named = text => ({ [original]: before, [doc]: after })[text] ?? 'something else';
  const rejected = decided(original, doc, rejectChunk);
  const text = rejected.state.doc.toString();
  const left = getChunks(rejected.state).chunks.length;
  const accepted = getOriginalDoc(decided(original, doc, acceptChunk).state).toString();
  console.log(`${name}: rejected, the text is ${named(text)} (${JSON.stringify(text)}), ${left} left; accepted, the original is ${named(accepted)}`);
  still &&= named(text) === whenRejected && left === (whenRejected === before ? 0 : 1) && named(accepted) === whenAccepted;
}
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs

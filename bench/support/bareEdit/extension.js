// The floor for a rewrite that streams into a document: the batches another one was painted with, applied again at the
// same times, with nothing around them. It also places editors and keeps what streams in in view, in every arm alike.
// @ts-check
'use strict';
const { setTimeout: sleep } = require('node:timers/promises');
const vscode = require('vscode');

/**
 * One batch of changes; `at` in ms since the first one.
 * @typedef {{ at: number, changes: { range: vscode.Range, text: string }[] }} Batch
 */

/** @type {readonly Batch[]} what the last `optimize` wrote */
let recorded = [];

/** @type {{ left: vscode.TextEditor, right: vscode.TextEditor, from: number } | undefined} */
let stage;

/**
 * A file as it is on the disk, twice: on the left to read along, on the right to type in.
 * @param {string} file its name in the folder
 * @param {number} from first line of what is rewritten, from 0
 * @param {number} to behind the last one
 * @param {number} typingLine where the cursor goes on the right, at the end of the line
 */
async function open(file, from, to, typingLine) {
  recorder = undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, file));
  const show = (/** @type {vscode.ViewColumn} */ viewColumn) =>
    vscode.window.showTextDocument(document, { viewColumn, preview: false });
  const left = await show(vscode.ViewColumn.One);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  left.selection = new vscode.Selection(from, 0, to, 0);
  left.revealRange(new vscode.Range(from, 0, from, 0), vscode.TextEditorRevealType.AtTop);
  const right = await show(vscode.ViewColumn.Two);
  const end = document.lineAt(typingLine).range.end;
  right.selection = new vscode.Selection(end, end);
  right.revealRange(right.selection, vscode.TextEditorRevealType.InCenter);
  stage = { left, right, from };
}

/** Lets the extension rewrite what is selected on the left; resolves when it has been asked. */
async function optimize() {
  if (!stage) throw new Error('nothing is open');
  const { left, right } = stage;
  /** @type {Batch[]} */
  const batches = [];
  recorded = batches;
  let first = 0;
  recorder = ({ document, contentChanges }) => {
    if (document !== left.document) return;
    const changes = contentChanges.filter(({ range }) => range.start.line < right.selection.start.line);
    if (changes.length === 0) return;
    first ||= performance.now();
    batches.push({
      at: performance.now() - first,
      changes: changes.map(({ range, text }) => ({ range, text })),
    });
  };
  await vscode.window.showTextDocument(left.document, { viewColumn: left.viewColumn ?? 1 });
  await vscode.commands.executeCommand('codexSpark.optimizeSelection');
  await vscode.window.showTextDocument(right.document, { viewColumn: right.viewColumn ?? 2 });
}

/** Applies what was recorded; resolves when all of it stands there. */
async function replay() {
  const document = stage?.left.document;
  const started = performance.now();
  for (const { at, changes } of recorded) {
    const wait = started + at - performance.now();
    if (wait > 0) await sleep(wait);
    for (let done = false; !done;) {
      // As the extension does it: a batch is made anew when the person was faster.
      const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
      done = (await editor?.edit(write(changes), { undoStopBefore: false, undoStopAfter: false })) ?? true;
    }
  }
}

/** @type {(changes: Batch['changes']) => (builder: vscode.TextEditorEdit) => void} */
const write = changes => builder => {
  for (const { range, text } of changes) builder.replace(range, text);
};

/** The text on the left from where it is rewritten, so many lines. @param {number} lines */
function region(lines) {
  if (!stage) throw new Error('nothing is open');
  const { left, from } = stage;
  return left.document.getText(new vscode.Range(from, 0, from + lines, 0));
}

/** @type {((event: vscode.TextDocumentChangeEvent) => void) | undefined} */
let recorder;

/** @param {vscode.TextDocumentChangeEvent} event */
function changed(event) {
  recorder?.(event);
  if (!stage || event.document !== stage.left.document) return;
  const { left, right } = stage;
  // As somebody scrolls who reads along: to the last line that is new.
  const lines = event.contentChanges
    .filter(({ range }) => range.start.line < right.selection.start.line)
    .map(({ range, text }) => range.start.line + text.split('\n').length - 1);
  if (lines.length === 0) return;
  const line = Math.max(...lines);
  left.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** @param {vscode.ExtensionContext} context */
const activate = context => {
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(changed),
    ...Object.entries({ open, optimize, replay, region }).map(([name, run]) =>
      vscode.commands.registerCommand(`bareEdit.${name}`, run),
    ),
  );
};

module.exports = { activate };

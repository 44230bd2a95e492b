// The floor for a rewrite that streams into a document: the batches another one was painted with, applied again at the
// same times, with nothing around them, or its lines as they become known. It also places editors and keeps what streams in in view, in every arm alike.
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

/** @type {readonly string[]} the lines of the region when it was last asked for */
let rewritten = [];

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

/** Streams the same answer in and does nothing with it: who has to apply it has to receive it. Resolves at its first piece. */
async function receive() {
  const settings = vscode.workspace.getConfiguration('codexSpark');
  // The types of a browser know no headers; Node's do.
  const socket = new globalThis.WebSocket(
    settings.get('endpoint', ''),
    /** @type {any} */ ({ headers: settings.get('headers') }),
  );
  await new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('the endpoint cannot be reached'));
    socket.onopen = () =>
      socket.send(
        JSON.stringify({ type: 'response.create', model: 'bench', input: 'anything', store: false }),
      );
    socket.onmessage = ({ data }) => {
      const { type, error } = JSON.parse(data);
      if (type === 'error') reject(new Error(error?.message));
      if (type === 'response.output_text.delta') resolve(undefined);
      if (type === 'response.completed') socket.close();
    };
  });
}

/** Applies what was recorded; resolves when all of it stands there. */
async function replay() {
  await receive();
  const document = stage?.left.document;
  const started = performance.now();
  for (const { at, changes } of recorded) {
    const wait = started + at - performance.now();
    if (wait > 0) await sleep(wait);
    for (let done = false; !done;) {
      // As the extension does it: a batch is made anew when the user was faster.
      const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
      done = (await editor?.edit(write(changes), noStops)) ?? true;
    }
  }
}

/**
 * Replaces lines of the region as they become known, all that are known at a time together: the least that any client
 * of an editor has to do, without a look at what stood there.
 * @param {readonly [n: number, at: number][]} lines counted from the region's first one, and when, in ms
 * @returns {Promise<number>} when it began, in ms of the wall clock
 */
async function direct(lines) {
  if (!stage) throw new Error('nothing is open');
  const { left, from } = stage;
  await receive();
  const started = performance.now();
  for (let next = 0; next < lines.length;) {
    const elapsed = performance.now() - started;
    const known = lines.slice(next).filter(([, at]) => at <= elapsed);
    const changes = known.map(([n]) => ({
      range: left.document.lineAt(from + n).range,
      text: rewritten[n] ?? '',
    }));
    const done = known.length > 0 && (await left.edit(write(changes), noStops));
    if (done) next += known.length;
    else if (known.length === 0) await sleep(1);
  }
  return performance.timeOrigin + started;
}

const noStops = { undoStopBefore: false, undoStopAfter: false };

/** @type {(changes: Batch['changes']) => (builder: vscode.TextEditorEdit) => void} */
const write = changes => builder => {
  for (const { range, text } of changes) builder.replace(range, text);
};

/** The text on the left from where it is rewritten, so many lines. @param {number} lines */
function region(lines) {
  if (!stage) throw new Error('nothing is open');
  const { left, from } = stage;
  const text = left.document.getText(new vscode.Range(from, 0, from + lines, 0));
  rewritten = text.split('\n');
  return text;
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
    ...Object.entries({ open, optimize, replay, direct, region }).map(([name, run]) =>
      vscode.commands.registerCommand(`bareEdit.${name}`, run),
    ),
  );
};

module.exports = { activate };

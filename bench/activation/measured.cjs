// Stands in for the extension's entry in its copy: measures how the real one is loaded and activated, then uses everything that
// it has and says what the extension host holds. Each finding is a line of JSON in the file that the environment names.
// @ts-check
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const v8 = require('node:v8');
const { runInNewContext } = require('node:vm');
const vscode = require('vscode');

const file = process.env['BENCH_ACTIVATION_FILE'] ?? '';

/** @param {Readonly<Record<string, unknown>>} finding */
const say = finding => appendFileSync(file, `${JSON.stringify(finding)}\n`);

/** @param {NodeJS.CpuUsage} since */
const cpuMs = since => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

/** @param {import('vscode').ExtensionContext} context */
exports.activate = context => {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const extension = require(path.join(__dirname, 'dist', 'extension.js'));
  const load = { loadMs: performance.now() - startedAt, loadCpuMs: cpuMs(cpu) };
  const api = extension.activate(context);
  say({ kind: 'activation', ...load, allMs: performance.now() - startedAt, allCpuMs: cpuMs(cpu) });
  if (process.env['BENCH_ACTIVATION_USE'] === 'everything') {
    useAll().then(
      () => say({ kind: 'memory', ...held() }),
      error => say({ kind: 'failed', why: String(error) }),
    );
  }
  return api;
};

/** Suggestions, next edits, a rewrite, the chat and the session view, one after the other. */
async function useAll() {
  await sleep(3_000);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('there is no folder');
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.joinPath(folder.uri, 'web', 'charts.js'),
  );
  const editor = await vscode.window.showTextDocument(document);
  for (const letter of '\nfunction total(values) {\n  let sum = 0;\n') {
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('type', { text: letter });
    await sleep(100);
  }
  editor.selection = new vscode.Selection(0, 0, Math.min(20, document.lineCount - 1), 0);
  for (const command of ['optimizeSelection', 'showSession', 'openChat']) {
    await vscode.commands.executeCommand(`codexSpark.${command}`);
    await sleep(3_000);
  }
}

/** What the extension host holds after the garbage was collected, in bytes. */
function held() {
  v8.setFlagsFromString('--expose-gc');
  /** @type {() => void} */
  const collect = runInNewContext('gc');
  for (let times = 0; times < 3; times++) collect();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
}

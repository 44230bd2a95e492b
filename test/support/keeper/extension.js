// Another extension, which brings a window back to how it was when it opened, so that many tests can have one window. It
// listens on loopback; the port stands in a file beside the workspace's folder, and the settings it opened with in another.
// Without that folder it does nothing.
// @ts-check
'use strict';
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const vscode = require('vscode');

/**
 * What differs from a window that has just opened.
 * @typedef {{ tabs: string[], unsaved: string[], settings: string[] }} Left
 */

/**
 * All settings as they are in effect, by name.
 * @returns {Map<string, string>}
 */
function allSettings() {
  /** @type {Map<string, string>} */
  const all = new Map();
  const walk = (/** @type {string} */ name, /** @type {unknown} */ value) => {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    const inner = isGroup ? Object.entries(value) : [];
    if (inner.length === 0) all.set(name, JSON.stringify(value) ?? '');
    for (const [key, each] of inner) walk(name === '' ? key : `${name}.${key}`, each);
  };
  walk('', JSON.parse(JSON.stringify(vscode.workspace.getConfiguration())));
  return all;
}

/**
 * Whether anybody has set it. VS Code registers some settings, such as `window.newWindowProfile`, a while after the start,
 * and gives others, such as `remote.autoForwardPortsSource`, another default then.
 * @param {string} name
 */
function isSet(name) {
  if (name.startsWith('[')) return true; // One for a language, of which `inspect` knows nothing.
  const { globalValue, workspaceValue, workspaceFolderValue } =
    vscode.workspace.getConfiguration().inspect(name) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].some(value => value !== undefined);
}

/**
 * @typedef {{ values: [name: string, value: string][], set: string[] }} Settings all of a window, and the names of those
 *   that somebody has set
 */

/** @returns {Settings} */
function settingsNow() {
  const values = [...allSettings()];
  return { values, set: values.map(([name]) => name).filter(isSet) };
}

/**
 * The names of settings that are not as they were at first, because somebody has set them or no longer does.
 * @param {Settings} atFirst
 */
function differing(atFirst) {
  const then = new Map(atFirst.values);
  const now = allSettings();
  return [...new Set([...then.keys(), ...now.keys()])].filter(
    name => then.get(name) !== now.get(name) && (atFirst.set.includes(name) || isSet(name)),
  );
}

/**
 * Whether a setting is as wanted. VS Code adds what is missing in a group from its default.
 * @param {unknown} is
 * @param {unknown} wanted
 * @returns {boolean}
 */
function holds(is, wanted) {
  if (typeof wanted !== 'object' || wanted === null) return is === wanted;
  if (typeof is !== 'object' || is === null) return false;
  const values = new Map(Object.entries(is));
  return Object.entries(wanted).every(([key, value]) => holds(values.get(key), value));
}

/** @param {string} command @param {unknown[]} args */
const run = (command, ...args) => vscode.commands.executeCommand(command, ...args);

/** Closes everything without a question, and shows what a window shows that has just opened. */
async function tidy() {
  for (const command of ['workbench.action.closeQuickOpen', 'closeReferenceSearch']) await run(command);
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await run('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  await run('workbench.action.closePanel');
  await run('workbench.action.closeAuxiliaryBar');
  await run('workbench.view.explorer');
  await run('notifications.clearAll');
}

/**
 * Makes the folder of the window hold these files and no others.
 * @param {Readonly<Record<string, string>>} files texts by path below the folder
 */
async function restore(files) {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return;
  const { fs } = vscode.workspace;
  /** @param {string} below @returns {Promise<boolean>} whether anything of it stays */
  const visit = async below => {
    const here = vscode.Uri.joinPath(folder, below);
    let stays = false;
    for (const [name, kind] of await fs.readDirectory(here)) {
      const at = below === '' ? name : `${below}/${name}`;
      const keeps = kind === vscode.FileType.Directory ? await visit(at) : at in files;
      if (!keeps) await fs.delete(vscode.Uri.joinPath(folder, at), { recursive: true });
      stays ||= keeps;
    }
    return stays;
  };
  await visit('');
  for (const [name, text] of Object.entries(files)) {
    const uri = vscode.Uri.joinPath(folder, name);
    const is = await Promise.resolve(fs.readFile(uri)).then(
      bytes => new TextDecoder().decode(bytes),
      () => undefined,
    );
    if (is !== text) await fs.writeFile(uri, new TextEncoder().encode(text));
  }
}

/** @param {vscode.ExtensionContext} context */
const activate = context => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) return;
  // A window that is loaded anew is still the one that opened first.
  const settingsFile = `${folder}.settings`;
  if (!existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify(settingsNow()));
  /** @type {Settings} */
  const atFirst = JSON.parse(readFileSync(settingsFile, 'utf8'));
  /** @type {Readonly<Record<string, (...args: any[]) => unknown>>} */
  const deeds = {
    tidy,
    restore,
    run,
    /** @returns {Left} */
    left: () => ({
      tabs: vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      unsaved: vscode.workspace.textDocuments
        .filter(({ isDirty }) => isDirty)
        .map(({ fileName }) => fileName),
      settings: differing(atFirst),
    }),
    /** Which of these settings are not in effect. */
    missing: (/** @type {Readonly<Record<string, unknown>>} */ settings) =>
      Object.keys(settings).filter(
        name => !holds(vscode.workspace.getConfiguration().get(name), settings[name]),
      ),
  };
  const server = createServer(async (request, response) => {
    try {
      let body = '';
      for await (const piece of request) body += piece;
      const { deed, args } = JSON.parse(body);
      const answer = await deeds[deed]?.(...args);
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.writeHead(500).end(String(error instanceof Error ? error.stack : error));
    }
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) writeFileSync(`${folder}.keeper`, String(address.port));
  });
  context.subscriptions.push({ dispose: () => void server.close() });
};

module.exports = { activate };

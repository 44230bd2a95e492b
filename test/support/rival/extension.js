// Another extension that suggests, as a file `rival.json` of the workspace's folder says. It answers as soon as there is a
// file `rival.go`. What it was asked stands in `rival.log` there. Without `rival.json` it does nothing.
// @ts-check
'use strict';
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

/**
 * @typedef {object} Offer
 * @property {string} behind what has to stand before the cursor
 * @property {readonly string[]} texts
 */

/** Between two looks, in ms. */
const lookMs = 10;

/** @param {vscode.ExtensionContext} context */
const activate = context => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const file = path.join(folder, 'rival.json');
  const provider = vscode.languages.registerInlineCompletionItemProvider(
    { pattern: '**' },
    {
      async provideInlineCompletionItems(document, position, { triggerKind }, token) {
        if (!existsSync(file)) return undefined;
        /** @type {Offer} */
        const { behind, texts } = JSON.parse(readFileSync(file, 'utf8'));
        const before = document.lineAt(position).text.slice(0, position.character);
        if (!before.endsWith(behind)) return undefined;
        appendFileSync(path.join(folder, 'rival.log'), `${triggerKind}\n`);
        while (!existsSync(path.join(folder, 'rival.go')) && !token.isCancellationRequested) {
          await new Promise(resolve => setTimeout(resolve, lookMs));
        }
        return texts.map(text => new vscode.InlineCompletionItem(text, new vscode.Range(position, position)));
      },
    },
  );
  context.subscriptions.push(provider);
};

module.exports = { activate };

// The floor: a provider of inline suggestions that does nothing but answer at once. Faster is not possible in VS Code.
// @ts-check
'use strict';
const { channel } = require('node:diagnostics_channel');
const vscode = require('vscode');
const { probeAnswer } = require('../probeAnswer.js');

// Where the extension under test tells its steps, too.
const marks = channel('codexSpark.inline');

/** @param {import('vscode').ExtensionContext} context */
const activate = context => {
  context.subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      {
        provideInlineCompletionItems(document, position) {
          if (!vscode.workspace.getConfiguration('bareProvider').get('enabled')) return undefined;
          marks.publish('called');
          const column = document.lineAt(position).text.slice(0, position.character).trimStart().length;
          marks.publish('answered');
          return [
            new vscode.InlineCompletionItem(probeAnswer(column, 1), new vscode.Range(position, position)),
          ];
        },
      },
    ),
  );
};

module.exports = { activate };

// Another extension: a language service for JavaScript that knows one thing. `new Shape` needs an import, and it prefers one.
// Where the word does not stand it says nothing.
// @ts-check
'use strict';
const vscode = require('vscode');

const imported = "import { Shape } from './shapes.js';\n";

/** @param {vscode.ExtensionContext} context */
const activate = context => {
  const found = vscode.languages.createDiagnosticCollection('shapes');
  const check = (/** @type {vscode.TextDocument} */ document) => {
    if (document.languageId !== 'javascript') return;
    const text = document.getText();
    const places = text.includes(imported.trim()) ? [] : [...text.matchAll(/(?<=\bnew )Shape\b/g)];
    found.set(
      document.uri,
      places.map(({ index, 0: { length } }) => {
        const range = new vscode.Range(document.positionAt(index), document.positionAt(index + length));
        return Object.assign(new vscode.Diagnostic(range, "Cannot find name 'Shape'."), { source: 'shapes' });
      }),
    );
  };
  const fixes = vscode.languages.registerCodeActionsProvider('javascript', {
    provideCodeActions({ uri }, _range, { diagnostics }) {
      if (!diagnostics.some(({ source }) => source === 'shapes')) return [];
      const fix = new vscode.CodeAction('Add import from "./shapes.js"', vscode.CodeActionKind.QuickFix);
      fix.isPreferred = true;
      fix.edit = new vscode.WorkspaceEdit();
      fix.edit.insert(uri, new vscode.Position(0, 0), imported);
      return [fix];
    },
  });
  const changes = vscode.workspace.onDidChangeTextDocument(({ document }) => check(document));
  context.subscriptions.push(found, fixes, changes);
};

module.exports = { activate };

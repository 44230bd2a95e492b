// The floor for a next edit: an extension that draws the same decoration at once on every change, on the line below, without
// a thought about what it should be.
// @ts-check
'use strict';
const vscode = require('vscode');

/** @param {import('vscode').ExtensionContext} context */
const activate = context => {
  const isOn = () => vscode.workspace.getConfiguration('bareDecoration').get('enabled', false);
  let enabled = isOn();
  const color = (/** @type {string} */ name) => new vscode.ThemeColor(name);
  const shown = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  context.subscriptions.push(
    shown,
    vscode.workspace.onDidChangeConfiguration(() => {
      enabled = isOn();
      if (!enabled) vscode.window.activeTextEditor?.setDecorations(shown, []);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges: [change] }) => {
      const editor = vscode.window.activeTextEditor;
      if (!enabled || !change || editor?.document !== document) return;
      const line = change.range.start.line + 1;
      const name = /\w+/.exec(document.lineAt(line).text);
      const at = (name?.index ?? 0) + (name?.[0].length ?? 0);
      editor.setDecorations(shown, [
        {
          range: new vscode.Range(line, at, line, at),
          renderOptions: {
            after: {
              contentText: change.text,
              color: color('editor.foreground'),
              backgroundColor: color('diffEditor.insertedTextBackground'),
              fontStyle: 'italic',
            },
          },
        },
      ]);
    }),
  );
};

module.exports = { activate };

import * as vscode from 'vscode';

/** A document on screen, for as long as a test needs it. */
export interface OpenDocument {
  readonly document: vscode.TextDocument;
  readonly editor: vscode.TextEditor;
}

/**
 * Opens an unsaved document with that text, runs `work`, and closes it without a question. The cursor starts at `█`,
 * or at the end when the text has none.
 */
export async function withDocument(
  language: string,
  text: string,
  work: (open: OpenDocument) => Promise<void>,
): Promise<void> {
  const cursor = text.indexOf('█');
  const content = text.replace('█', '');
  const document = await vscode.workspace.openTextDocument({ language, content });
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(cursor < 0 ? content.length : cursor);
  editor.selection = new vscode.Selection(position, position);
  try {
    await work({ document, editor });
  } finally {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Types as the keyboard does, one character at a time, so that listeners and auto-closing see every one. */
export async function type(text: string): Promise<void> {
  for (const character of text) await vscode.commands.executeCommand('type', { text: character });
}

/** The document's text with `█` at the cursor. */
export function screen({ document, editor }: OpenDocument): string {
  const text = document.getText();
  const offset = document.offsetAt(editor.selection.active);
  return `${text.slice(0, offset)}█${text.slice(offset)}`;
}

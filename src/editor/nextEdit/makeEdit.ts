import * as vscode from 'vscode';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { startOf } from './where';

/** Puts the cursor where an edit begins, and shows that place. Here and nowhere else the view is moved. */
export async function goTo(document: vscode.TextDocument, edit: NextEdit): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const editor = active?.document === document ? active : await vscode.window.showTextDocument(document);
  const at = document.positionAt(startOf(edit));
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** So many times an edit is made for a text that has changed while it was on its way. */
const mostTries = 5;

/**
 * Makes an edit; where a key of the user was faster, for the text with that, if it still fits: `now` says what became of it.
 * Resolves to whether it was made.
 */
export async function makeAsItIs(
  editor: vscode.TextEditor,
  edit: NextEdit,
  now: () => NextEdit | undefined,
): Promise<boolean> {
  let as: NextEdit | undefined = edit;
  for (let tries = 0; as && tries < mostTries; tries++) {
    if (await make(editor, as)) return true;
    as = now();
  }
  return false;
}

/**
 * Makes an edit for the text that the editor has now: one step of undo, the cursor behind the first change. Resolves to
 * false, and changes nothing, when the user was faster.
 */
async function make(editor: vscode.TextEditor, { edits }: NextEdit): Promise<boolean> {
  const { document } = editor;
  const replacements = edits.map(({ offset, length, text }) => ({
    range: new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
    text,
  }));
  const { version } = document;
  const done = await editor.edit(builder => {
    for (const { range, text } of replacements) builder.replace(range, text);
  });
  const [first] = edits;
  if (!done || !first) return false;
  // A key that came meanwhile has a cursor of its own, and the next one belongs behind it.
  if (document.version > version + 1) return true;
  const end = document.positionAt(first.offset + written(first.text, document.eol).length);
  editor.selection = new vscode.Selection(end, end);
  return true;
}

/** A text as VS Code writes it into a document. */
function written(text: string, eol: vscode.EndOfLine): string {
  return text.replaceAll(/\r?\n/g, eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}

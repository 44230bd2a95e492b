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
 * Makes an edit for the text that the editor has now: one step of undo, the cursor behind the first change. It is moved by the
 * edit itself, so that the user's next key comes behind the new text however fast it is: VS Code takes a cursor along with
 * what is inserted at it, and leaves it in front of what replaces a text. Resolves to false, and changes nothing, when the
 * user was faster, or has closed the editor.
 */
async function make(editor: vscode.TextEditor, edit: NextEdit): Promise<boolean> {
  const { document } = editor;
  const replacements = edit.edits.map(({ offset, length, text }) => ({
    range: new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
    text,
  }));
  const start = document.positionAt(startOf(edit));
  editor.selection = new vscode.Selection(start, start);
  try {
    return await editor.edit(builder => {
      for (const { range, text } of replacements) {
        if (text !== '') builder.insert(range.start, text);
        if (!range.isEmpty) builder.delete(range);
      }
    });
  } catch {
    return false; // The editor was closed in the meantime.
  }
}

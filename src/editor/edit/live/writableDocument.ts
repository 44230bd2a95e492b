import * as vscode from 'vscode';
import type { TextEdit } from '../../../diff/textEdit';
import type { UndoStops, WritableDocument } from './documentWriter';
import { holdView, type LineReplacement } from './stillView';
import { editorRange, readRange } from './editorRange';

/**
 * How many edits of a document may be written at once so that cursor and view keep their places: of 1,000 and more VS Code
 * makes one edit from the first to the last. Where nobody looks there is no such place, and each batch would be a step
 * of undo by itself.
 */
export function mostEdits(document: vscode.TextDocument): number {
  return vscode.window.visibleTextEditors.some(editor => editor.document === document) ? 800 : Infinity;
}

/** A document of VS Code to write into: through an editor that shows it, as typing does, so that undo stops can be set. */
export function writableDocument(document: vscode.TextDocument): WritableDocument {
  return {
    get isClosed() {
      return document.isClosed;
    },
    read: range => readRange(document, range),
    async apply(edits, stops) {
      const replacements = edits.map((edit): LineReplacement => replacement(document, edit));
      const stayInView = holdView(document, replacements);
      const done = await send(document, replacements, stops);
      if (done) stayInView();
      return done;
    },
  };
}

async function send(
  document: vscode.TextDocument,
  replacements: readonly LineReplacement[],
  { before, after }: UndoStops,
): Promise<boolean> {
  const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
  try {
    if (editor) {
      return await editor.edit(
        builder => {
          for (const { range, text } of replacements) builder.replace(range, text);
        },
        { undoStopBefore: before, undoStopAfter: after },
      );
    }
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      document.uri,
      replacements.map(({ range, text }) => vscode.TextEdit.replace(range, text)),
    );
    return await vscode.workspace.applyEdit(edit);
  } catch {
    return false; // The editor was closed in the meantime; the next attempt finds another way.
  }
}

function replacement(document: vscode.TextDocument, { offset, length, text }: TextEdit): LineReplacement {
  return { range: editorRange(document, { start: offset, end: offset + length }), text };
}

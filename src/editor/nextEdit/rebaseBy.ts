import * as vscode from 'vscode';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { rebase } from './rebase';

/** A function that says what becomes of an edit by a change of a document; edits of others stay as they are. */
export function rebaseBy({
  document,
  contentChanges,
}: vscode.TextDocumentChangeEvent): (edit: NextEdit) => NextEdit | 'made' | 'gone' {
  const uri = document.uri.toString();
  const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
    offset: rangeOffset,
    length: rangeLength,
    text,
  }));
  return edit =>
    edit.uri !== uri
      ? edit
      : rebase(edit, changes, ({ start, end }) =>
          document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end))),
        );
}

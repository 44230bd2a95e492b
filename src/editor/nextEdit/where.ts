import * as vscode from 'vscode';
import type { NextEdit } from '../../nextEdit/nextEdit';
import type { Place } from './showing';

/** The open document of an edit. */
export function documentOf({ uri }: Pick<NextEdit, 'uri'>): vscode.TextDocument | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.uri.toString() === uri) return active;
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
}

/**
 * Whether an edit is on the cursor's line, and that in view.
 *
 * @param isShown it was gone to a moment ago: VS Code has not told yet that it is in view
 */
export function placeOf(edit: NextEdit, isShown = false): Place {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== edit.uri) return 'far';
  const line = editor.document.positionAt(startOf(edit)).line;
  const inView =
    isShown || editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line);
  return line === editor.selection.active.line && inView ? 'near' : 'far';
}

/** Where the first change of an edit begins, in UTF-16 code units. */
export function startOf({ edits: [first] }: Pick<NextEdit, 'edits'>): number {
  return first?.offset ?? 0;
}

/** The offset of the cursor in the document of an edit; undefined when it is in another one. */
export function cursorIn({ uri }: NextEdit): number | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri) return undefined;
  return editor.document.offsetAt(editor.selection.active);
}

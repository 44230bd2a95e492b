import * as vscode from 'vscode';
import { isSamePlace, type CursorSnapshot } from '../../completion/snapshot';
import { snapshotAt } from '../document/documentSnapshot';

/** Whether the cursor of the active editor, its only one and without a selection, is at this place still. */
export function stillAt(place: CursorSnapshot): boolean {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty) return false;
  const now = snapshotAt(editor.document, editor.selection.active);
  return now !== undefined && isSamePlace(place, now);
}

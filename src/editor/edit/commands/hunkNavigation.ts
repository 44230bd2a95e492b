import * as vscode from 'vscode';
import { hunksOfReview, type PlacedHunk } from '../../../diff/review/review';
import type { EditRegistry } from '../live/editRegistry';
import type { FoundHunk } from './editsAtHand';

/** At once where it is the active one already: the next key may ask about what is at the cursor. */
function editorOf(document: vscode.TextDocument): vscode.TextEditor | Thenable<vscode.TextEditor> {
  const active = vscode.window.activeTextEditor;
  if (active?.document === document) return active;
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  return vscode.window.showTextDocument(
    document,
    shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn },
  );
}

/** Puts the cursor to a change. */
export async function reveal({ edit: { document }, hunk }: FoundHunk): Promise<void> {
  const found = editorOf(document);
  const editor = 'then' in found ? await found : found;
  const position = document.positionAt(hunk.start);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, document.positionAt(hunk.end)),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/**
 * The next or previous change from the cursor on: in this file, then in the other files in the order their edits began,
 * then from the other end. Undefined when nothing waits for a decision.
 */
export function changeBeyond(registry: EditRegistry, forwards: boolean): FoundHunk | undefined {
  const documents = [...new Set(registry.all.map(({ document }) => document))];
  const all = documents.flatMap(document =>
    registry
      .of(document)
      .flatMap(edit => hunksOfReview(edit.review).map(hunk => ({ edit, hunk })))
      .sort((a, b) => a.hunk.start - b.hunk.start),
  );
  const ordered = forwards ? all : all.reverse();
  const editor = vscode.window.activeTextEditor;
  if (!editor || !documents.includes(editor.document)) return ordered[0];
  const offset = editor.document.offsetAt(editor.selection.active);
  const isBeyond = ({ start }: PlacedHunk): boolean => (forwards ? start > offset : start < offset);
  const here = ordered.filter(({ edit }) => edit.document === editor.document);
  const found = here.find(({ hunk }) => isBeyond(hunk));
  if (found) return found;
  const order = forwards ? documents : [...documents].reverse();
  const at = order.indexOf(editor.document);
  for (const document of [...order.slice(at + 1), ...order.slice(0, at + 1)]) {
    const first = ordered.find(({ edit }) => edit.document === document);
    if (first) return first;
  }
  return undefined;
}

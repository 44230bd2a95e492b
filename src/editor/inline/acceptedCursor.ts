import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { cursorBehind, type CursorBehind, type OfferedText } from './acceptedText';

/** How many offered texts are remembered: VS Code may go on showing one for as long as it is accepted word by word. */
const remembered = 16;

/** Puts the cursor right where VS Code has put it inside of a text that it has just accepted. */
export interface AcceptedCursor extends Disposable {
  /** These items are handed to VS Code. */
  offer(document: vscode.TextDocument, items: readonly vscode.InlineCompletionItem[]): void;
  /** Whether VS Code only takes this for the place of the cursor: a suggestion there would repeat what was accepted. */
  isMisplaced(document: vscode.TextDocument, position: vscode.Position): boolean;
}

/**
 * Begins to watch for texts that are accepted, all of them or word by word; no stable event tells of either.
 *
 * @param askAgain makes VS Code ask for a suggestion: what it has asked for was for the wrong place
 */
export function acceptedCursor(askAgain: () => void): AcceptedCursor {
  let offers: { readonly document: vscode.TextDocument; readonly texts: readonly OfferedText[] } | undefined;
  let accepted:
    | { readonly document: vscode.TextDocument; readonly version: number; readonly cursor: CursorBehind }
    | undefined;
  /** Whether a user has put the cursor elsewhere since. */
  let moved = false;

  const isShort = (document: vscode.TextDocument, position: vscode.Position): boolean => {
    if (moved || accepted?.document !== document || accepted.version !== document.version) return false;
    const short = accepted.cursor.offset - document.offsetAt(position);
    return short > 0 && short <= accepted.cursor.shortBy;
  };

  const store = new DisposableStore();
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Without a change the document was only saved, or is no longer.
      if (offers?.document !== document || contentChanges.length === 0) return;
      const [change] = contentChanges;
      const cursor =
        change && contentChanges.length === 1
          ? cursorBehind(
              { offset: change.rangeOffset, removed: change.rangeLength, text: change.text },
              offers.texts,
            )
          : undefined;
      accepted = cursor && { document, version: document.version, cursor };
      moved = false;
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: editor, selections: [selection], kind }) => {
      const { document, selections } = editor;
      if (!selection || accepted?.document !== document) return;
      // Told of first is the edit, which takes the cursor along to where it belongs. Where a user puts it, it stays.
      if (kind !== undefined) moved = true;
      if (selections.length > 1 || !selection.isEmpty || !isShort(document, selection.active)) return;
      const end = document.positionAt(accepted.cursor.offset);
      editor.selection = new vscode.Selection(end, end);
      askAgain();
    }),
  );
  return {
    offer(document, items) {
      const texts = items.flatMap(({ insertText, range }) =>
        typeof insertText === 'string' && range && /[\uD800-\uDFFF]/.test(insertText)
          ? [{ at: document.offsetAt(range.start), text: insertText, replaces: document.getText(range) }]
          : [],
      );
      if (texts.length === 0) return;
      const before = offers?.document === document ? offers.texts : [];
      offers = { document, texts: [...texts, ...before].slice(0, remembered) };
    },
    isMisplaced: isShort,
    dispose: () => store.dispose(),
  };
}

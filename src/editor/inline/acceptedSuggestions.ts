import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { DocumentChanges } from '../document/documentChanges';
import { isPartOf, type OfferedText } from './acceptedText';
import type { ImportOffers } from '../imports/importEntry';

/** How many texts are remembered: VS Code may go on showing one for as long as it is accepted word by word. */
const remembered = 16;

/** Shorter texts are keys that are typed as a suggestion says, in UTF-16 code units. */
const shortest = 2;

/** Hears which suggestions are shown, and notices when one of them, or a part of it, is accepted. */
export interface AcceptedSuggestions extends Disposable {
  /** These items are handed to VS Code. */
  offer(document: vscode.TextDocument, items: readonly vscode.InlineCompletionItem[]): void;
}

/** No stable event tells that a suggestion was accepted; a change that inserts a piece of an offered text does. */
export function acceptedSuggestions(
  changes: DocumentChanges,
  imports: Pick<ImportOffers, 'accepted'>,
): AcceptedSuggestions {
  let offered: { readonly document: vscode.TextDocument; readonly texts: readonly OfferedText[] } | undefined;
  const store = new DisposableStore();
  store.add(
    changes.follow('remember', ({ document, contentChanges, reason }) => {
      const [change] = contentChanges;
      if (!change || contentChanges.length > 1 || reason !== undefined || offered?.document !== document)
        return;
      const { rangeOffset: offset, rangeLength: removed, text } = change;
      if (text.trim().length < shortest) return;
      if (!offered.texts.some(each => isPartOf({ offset, removed, text }, each))) return;
      imports.accepted(document, [{ start: offset, end: offset + text.length }], true);
    }),
  );
  return {
    offer(document, items) {
      const texts = items.flatMap(({ insertText, range }) =>
        typeof insertText === 'string' && range
          ? [{ at: document.offsetAt(range.start), text: insertText, replaces: '' }]
          : [],
      );
      if (texts.length === 0) return;
      const before = offered?.document === document ? offered.texts : [];
      offered = { document, texts: [...texts, ...before].slice(0, remembered) };
    },
    dispose: () => store.dispose(),
  };
}

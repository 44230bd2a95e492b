import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { EditHistory } from '../../nextEdit/history/editHistory';
import type { RecentHistory } from '../../nextEdit/history/recentHistory';
import type { DocumentChanges } from '../document/documentChanges';
import { lengthOf } from '../document/lengthOf';
import { cellScheme } from '../document/notebookCells';
import type { Permission } from '../permission/permission';

/** Longer documents are not followed, in UTF-16 code units: they are data, or generated. */
const longestDocument = 1_000_000;

/** What was changed of late, in the documents that may be sent. */
export interface ChangeHistory extends Disposable {
  readonly recent: RecentHistory;
  /** Whether changes of a document are written down. */
  follows(document: vscode.TextDocument): boolean;
}

/**
 * Begins to write changes down. A document is followed from when it was seen first in an editor until it is closed; those
 * that get no suggestions (secret, ignored, settings, a language that is off) or are very large never are, and no cells of
 * notebooks. One that gets none any more is let go of; while ignore files are read nothing changes.
 */
export function changeHistory(
  changes: DocumentChanges,
  permission: Pick<Permission, 'suggestionsOff' | 'onDidChange'>,
  clock: Clock,
): ChangeHistory {
  const store = new DisposableStore();
  const history = new EditHistory();
  const followed = new Set<vscode.TextDocument>();
  const look = (): void => {
    for (const { document } of vscode.window.visibleTextEditors) {
      if (followed.has(document) || !mayFollow(document) || permission.suggestionsOff(document)) continue;
      const { uri, languageId } = document;
      followed.add(document);
      history.opened({ uri: uri.toString(), languageId, text: document.getText() });
    }
  };
  const forget = (document: vscode.TextDocument): void => {
    if (followed.delete(document)) history.closed(document.uri.toString());
  };
  look();
  store.add(vscode.window.onDidChangeVisibleTextEditors(look));
  store.add(vscode.workspace.onDidCloseTextDocument(forget));
  store.add(
    permission.onDidChange(() => {
      for (const document of [...followed]) {
        const off = permission.suggestionsOff(document);
        if (off && off.kind !== 'reading') forget(document);
      }
      look();
    }),
  );
  store.add(
    changes.follow('remember', ({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !followed.has(document)) return;
      const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      }));
      history.changed(document.uri.toString(), edits, clock.now());
    }),
  );
  return {
    recent: history,
    follows: document => followed.has(document),
    dispose: () => store.dispose(),
  };
}

function mayFollow(document: vscode.TextDocument): boolean {
  return document.uri.scheme !== cellScheme && !document.isClosed && lengthOf(document) <= longestDocument;
}

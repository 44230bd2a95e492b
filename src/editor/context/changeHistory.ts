import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { TextEdit } from '../../diff/textEdit';
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
 * notebooks. One that gets none any more is let go of. While ignore files are read nothing changes, and what is typed into one that
 * was opened just then waits for what they say.
 */
export function changeHistory(
  changes: DocumentChanges,
  permission: Pick<Permission, 'suggestionsOff' | 'onDidChange'>,
  clock: Clock,
): ChangeHistory {
  const store = new DisposableStore();
  const history = new EditHistory();
  const followed = new Set<vscode.TextDocument>();
  const undecided = new Map<vscode.TextDocument, Undecided>();
  const look = (): void => {
    for (const { document } of vscode.window.visibleTextEditors) {
      if (followed.has(document) || !mayFollow(document)) continue;
      const off = permission.suggestionsOff(document);
      if (off?.kind === 'reading') {
        if (!undecided.has(document)) undecided.set(document, { text: document.getText(), changes: [] });
      } else if (!off) follow(document);
    }
  };
  const follow = (document: vscode.TextDocument): void => {
    const { text, changes } = undecided.get(document) ?? { text: document.getText(), changes: [] };
    undecided.delete(document);
    followed.add(document);
    const uri = document.uri.toString();
    history.opened({ uri, languageId: document.languageId, text });
    for (const { edits, time } of changes) history.changed(uri, edits, time);
  };
  const forget = (document: vscode.TextDocument): void => {
    undecided.delete(document);
    if (followed.delete(document)) history.closed(document.uri.toString());
  };
  look();
  store.add(vscode.window.onDidChangeVisibleTextEditors(look));
  store.add(vscode.workspace.onDidCloseTextDocument(forget));
  store.add(
    permission.onDidChange(() => {
      for (const document of [...followed, ...undecided.keys()]) {
        const off = permission.suggestionsOff(document);
        if (off && off.kind !== 'reading') forget(document);
      }
      look();
    }),
  );
  store.add(
    changes.follow('remember', ({ document, contentChanges }) => {
      const waiting = undecided.get(document);
      if (contentChanges.length === 0 || !(waiting || followed.has(document))) return;
      const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      }));
      const time = clock.now();
      if (!waiting) history.changed(document.uri.toString(), edits, time);
      else if (waiting.changes.push({ edits, time }) > mostUndecided) undecided.delete(document);
    }),
  );
  return {
    recent: history,
    follows: document => followed.has(document),
    dispose: () => store.dispose(),
  };
}

/** What is typed before it is known whether a document may be sent is written down when it may. */
interface Undecided {
  /** As it was when it was seen first. */
  readonly text: string;
  readonly changes: { readonly edits: readonly TextEdit[]; readonly time: number }[];
}

/** More changes are not kept: whatever takes so long to decide is followed from then on. */
const mostUndecided = 1_000;

function mayFollow(document: vscode.TextDocument): boolean {
  return document.uri.scheme !== cellScheme && !document.isClosed && lengthOf(document) <= longestDocument;
}

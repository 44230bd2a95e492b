import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { applyEdits } from '../../../diff/textEdit';
import { rejectAll } from '../../../diff/review/decide';
import type { PlacedHunk } from '../../../diff/review/review';
import type { EditRegistry } from '../live/editRegistry';

const scheme = 'codex-spark-original';

/** Documents as they would be with every open change rejected, to compare with and to look into. */
export interface OriginalDocuments extends Disposable {
  /** Opens VS Code's diff editor: the original beside the document. */
  showDiff(document: vscode.TextDocument): Promise<void>;
  /** Shows the original around a hunk, in place. */
  peek(document: vscode.TextDocument, hunk: PlacedHunk): Promise<void>;
}

/** Registers the originals; they are no files, so nothing is left unsaved. */
export function originalDocuments(registry: EditRegistry): OriginalDocuments {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  const open = new Map<string, vscode.TextDocument>();
  const uriOf = (document: vscode.TextDocument): vscode.Uri => {
    const uri = document.uri.with({ scheme, query: document.uri.toString(), fragment: '' });
    open.set(uri.toString(), document);
    return uri;
  };
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: uri => {
        const document = open.get(uri.toString());
        return document ? original(document, registry) : '';
      },
    }),
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) open.delete(uri.toString());
    }),
  );
  store.add(
    registry.onDidChange(document => {
      // While an answer streams in the original stays as it is; typing elsewhere is seen at the end.
      if (registry.of(document).some(({ phase }) => phase === 'streaming')) return;
      for (const [uri, shown] of open) if (shown === document) changed.fire(vscode.Uri.parse(uri));
    }),
  );
  return {
    async showDiff(document) {
      const name = document.uri.path.split('/').pop() ?? '';
      const title = t('{0} (before ↔ rewritten)', name);
      await vscode.commands.executeCommand('vscode.diff', uriOf(document), document.uri, title, {
        preview: true,
      });
    },
    async peek(document, hunk) {
      const uri = uriOf(document);
      changed.fire(uri);
      const before = await vscode.workspace.openTextDocument(uri);
      const shift = edits(document, registry)
        .filter(({ offset }) => offset < hunk.start)
        .reduce((sum, { length, text }) => sum + text.length - length, 0);
      const start = hunk.start + shift;
      const range = new vscode.Range(before.positionAt(start), before.positionAt(start + hunk.old.length));
      await vscode.commands.executeCommand(
        'editor.action.peekLocations',
        document.uri,
        document.positionAt(hunk.start),
        [new vscode.Location(uri, range)],
        'peek',
      );
    },
    dispose: () => store.dispose(),
  };
}

function original(document: vscode.TextDocument, registry: EditRegistry): string {
  return applyEdits(document.getText(), edits(document, registry));
}

function edits(document: vscode.TextDocument, registry: EditRegistry) {
  return registry
    .of(document)
    .flatMap(({ review }) => rejectAll(review, { evenEdited: true }).edits)
    .sort((a, b) => a.offset - b.offset);
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { splitLines } from '../../../diff/lines';
import { hunksOfReview, type PlacedHunk } from '../../../diff/review/review';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';

/** A file with open changes, or one of its changes. */
export type ReviewNode =
  | { readonly kind: 'file'; readonly document: vscode.TextDocument }
  | { readonly kind: 'hunk'; readonly edit: EditSession; readonly hunk: PlacedHunk };

/** The list of everything that waits for a decision, over all files: beside source control. */
export function reviewTree(registry: EditRegistry): Disposable {
  const store = new DisposableStore();
  const treeDataProvider = store.add(reviewNodes(registry));
  store.add(vscode.window.createTreeView('codexSpark.review', { treeDataProvider, showCollapseAll: true }));
  return store;
}

/** What the list says: files, and below each its changes in the order of the file. Ends with the returned disposable. */
export function reviewNodes(registry: EditRegistry): vscode.TreeDataProvider<ReviewNode> & Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<undefined>());
  let shown = '';
  store.add(
    registry.onDidChange(() => {
      const now = registry.all
        .filter(({ phase }) => phase === 'review')
        .map(
          ({ id, review }) =>
            `${id}:${hunksOfReview(review)
              .map(hunk => hunk.id)
              .join(',')}`,
        )
        .join(';');
      if (now === shown) return;
      shown = now;
      changed.fire(undefined);
    }),
  );
  return {
    onDidChangeTreeData: changed.event,
    getChildren: node => {
      const open = registry.all.filter(({ phase }) => phase === 'review');
      if (!node) {
        return [...new Set(open.map(({ document }) => document))].map((document): ReviewNode => ({
          kind: 'file',
          document,
        }));
      }
      if (node.kind === 'hunk') return [];
      return open
        .filter(({ document }) => document === node.document)
        .flatMap(edit =>
          hunksOfReview(edit.review).map((hunk): ReviewNode => ({ kind: 'hunk', edit, hunk })),
        );
    },
    getTreeItem: itemOf,
    dispose: () => store.dispose(),
  };
}

function itemOf(node: ReviewNode): vscode.TreeItem {
  if (node.kind === 'file') {
    const item = new vscode.TreeItem(node.document.uri, vscode.TreeItemCollapsibleState.Expanded);
    item.contextValue = 'file';
    item.iconPath = vscode.ThemeIcon.File;
    item.command = { command: 'vscode.open', title: t('Open'), arguments: [node.document.uri] };
    return item;
  }
  const { edit, hunk } = node;
  const removed = splitLines(hunk.old);
  const added = splitLines(hunk.new);
  const item = new vscode.TreeItem((added[0] ?? removed[0] ?? '').trim() || t('(blank line)'));
  item.id = `${edit.id}:${hunk.id}`;
  item.description = `−${removed.length} +${added.length}`;
  item.contextValue = 'hunk';
  item.iconPath = new vscode.ThemeIcon(
    hunk.old === '' ? 'diff-added' : hunk.new === '' ? 'diff-removed' : 'diff-modified',
  );
  item.command = { command: 'codexSpark.goToHunk', title: t('Go to'), arguments: [edit.id, hunk.id] };
  return item;
}

import * as vscode from 'vscode';
import type { Clock } from '../../../common/clock';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import type { EditRegistry } from './editRegistry';

/** A save that has not ended after this long, in ms, has failed. */
const longestSaveMs = 5_000;

/**
 * Keeps half an answer out of files: while an edit streams, its region is saved as it was before. Painting waits until
 * the save is over. A finished edit is saved as it stands in the editor.
 */
export function saveGuard(registry: EditRegistry, clock: Clock): Disposable {
  const store = new DisposableStore();
  const timers = new Map<vscode.TextDocument, Disposable>();
  const release = (document: vscode.TextDocument): void => {
    timers.get(document)?.dispose();
    timers.delete(document);
    for (const edit of registry.of(document)) edit.release();
  };
  store.add(
    vscode.workspace.onWillSaveTextDocument(event => {
      const { document } = event;
      const streaming = registry.of(document).filter(({ phase }) => phase === 'streaming');
      if (streaming.length === 0) return;
      event.waitUntil(Promise.all(streaming.map(edit => edit.hold())));
      timers.get(document)?.dispose();
      timers.set(
        document,
        clock.setTimeout(() => release(document), longestSaveMs),
      );
    }),
  );
  store.add(vscode.workspace.onDidSaveTextDocument(release));
  store.add({
    dispose: () => {
      for (const timer of timers.values()) timer.dispose();
    },
  });
  return store;
}

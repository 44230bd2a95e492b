import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import type { EditRegistry } from '../live/editRegistry';

/**
 * Keeps the context keys of key bindings and menus: `codexSpark.edit.streaming` and `codexSpark.edit.reviewing` for the
 * active document, `codexSpark.edit.pending` for all of them. Without an edit no key of the editor is taken.
 */
export function editContextKeys(registry: EditRegistry): Disposable {
  const store = new DisposableStore();
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if ((known.get(key) ?? false) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `codexSpark.edit.${key}`, value);
  };
  const update = (): void => {
    const edits = registry.of(vscode.window.activeTextEditor?.document);
    set(
      'streaming',
      edits.some(({ phase }) => phase === 'streaming'),
    );
    set(
      'reviewing',
      edits.some(({ openHunks }) => openHunks > 0),
    );
    set(
      'pending',
      registry.all.some(({ openHunks }) => openHunks > 0),
    );
  };
  store.add(registry.onDidChange(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  return store;
}

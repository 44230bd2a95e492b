import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { hunksOfReview, type PlacedHunk } from '../../../diff/review/review';
import { readSettings } from '../../settings';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';
import { doingTitle, lensTitle } from './lensTitle';

/**
 * A line of buttons above each change that waits for a decision, and above an edit while it streams. There are none
 * inside an edit that streams: the text would jump.
 */
export function editLenses(registry: EditRegistry): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  const shown = new Map<vscode.TextDocument, string>();
  let registration: Disposable | undefined;

  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async document => {
      if (!readSettings().edit.codeLens) return [];
      // Lenses take up lines of their own: they come and go once text and view are where they belong.
      await Promise.all(registry.of(document).map(edit => edit.written()));
      return registry.of(document).flatMap(edit => lensesOf(document, edit));
    },
  };
  store.add(
    registry.onDidChange(document => {
      // Most changes are of the text; VS Code moves lenses with it.
      const now = signature(registry.of(document));
      if ((shown.get(document) ?? '') === now) return;
      if (now === '') shown.delete(document);
      else shown.set(document, now);
      // Before the first edit nothing is registered, so that no document asks for nothing on every change. After it, it
      // stays: VS Code goes on showing the lenses of a provider that went away for half a minute.
      registration ??= vscode.languages.registerCodeLensProvider({ pattern: '**' }, provider);
      changed.fire();
    }),
  );
  store.add({ dispose: () => registration?.dispose() });
  return store;
}

function signature(edits: readonly EditSession[]): string {
  return edits
    .flatMap(({ id, phase, review, redirects }) => {
      if (phase === 'streaming') return [`${id}s${redirects.length}`];
      if (phase !== 'review') return [];
      return [
        `${id}:${hunksOfReview(review)
          .map(hunk => hunk.id)
          .join(',')}`,
      ];
    })
    .join(';');
}

function lensesOf(document: vscode.TextDocument, edit: EditSession): vscode.CodeLens[] {
  const at = (offset: number): vscode.Range => {
    const position = document.positionAt(offset);
    return new vscode.Range(position, position);
  };
  const lens = (offset: number, title: string, command: string, args: unknown[], tooltip: string) =>
    new vscode.CodeLens(at(offset), {
      title: lensTitle(title),
      command: `codexSpark.${command}`,
      arguments: args,
      tooltip,
    });
  const { start } = edit.review;
  if (edit.phase === 'streaming') {
    const redirectedTo = edit.redirects.at(-1);
    const doing = doingTitle(edit.task.title, redirectedTo);
    return [
      lens(start, doing, 'redirect', [edit.id], redirectedTo ?? t('Say what to do instead')),
      lens(start, t('Redirect'), 'redirect', [edit.id], t('Say what to do instead')),
      lens(start, t('Stop'), 'stop', [edit.id], t('Keep what is there')),
    ];
  }
  if (edit.phase !== 'review') return [];
  const hunks = hunksOfReview(edit.review);
  return hunks.flatMap((hunk, index) => {
    const args = [edit.id, hunk.id];
    const all =
      index === 0 && hunks.length > 1
        ? [
            lens(
              hunk.start,
              t('Accept All {0}', hunks.length),
              'acceptAll',
              [edit.id],
              t('Keep every change of this edit'),
            ),
            lens(hunk.start, t('Reject All'), 'rejectAll', [edit.id], t('Put everything back as it was')),
          ]
        : [];
    return [
      lens(hunk.start, t('$(check) Accept'), 'acceptHunk', args, t('Keep this change')),
      lens(hunk.start, t('$(discard) Reject'), 'rejectHunk', args, t('Put the old lines back')),
      ...(hunk.old === ''
        ? []
        : [lens(hunk.start, sizeOf(hunk), 'peekRemoved', args, t('Look at the old lines'))]),
      ...all,
      ...(index === 0
        ? [lens(hunk.start, t('Diff'), 'showDiff', [edit.id], t('Compare with what was there before'))]
        : []),
    ];
  });
}

function sizeOf(hunk: PlacedHunk): string {
  const count = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const removed = count(hunk.old);
  const added = hunk.new === '' ? 0 : count(hunk.new);
  return `−${removed} +${added}`;
}

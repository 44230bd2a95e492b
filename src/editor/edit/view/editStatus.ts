import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';

/** What the status bar says about the edits of a document. */
export interface EditStatusText {
  readonly text: string;
  /** For screen readers. */
  readonly label: string;
  readonly command: string;
  readonly tooltip: string;
}

/** Says it in the fewest words; undefined when there is nothing to say. */
function editStatusText(
  edits: readonly Pick<EditSession, 'phase' | 'openHunks' | 'task'>[],
): EditStatusText | undefined {
  const streaming = edits.find(({ phase }) => phase === 'streaming');
  if (streaming) {
    return {
      text: `$(loading~spin) ${streaming.task.title}…`,
      label: t('Codex Spark: {0}. Activate to stop.', streaming.task.title),
      command: 'codexSpark.stop',
      tooltip: t('Click to stop; what is there stays as a diff'),
    };
  }
  const open = edits.reduce((sum, { phase, openHunks }) => sum + (phase === 'review' ? openHunks : 0), 0);
  if (open === 0) return undefined;
  const changes = open === 1 ? t('1 change to review') : t('{0} changes to review', open);
  return {
    text: `$(diff) ${changes}`,
    label: t('Codex Spark: {0}. Activate to go to the next one.', changes),
    command: 'codexSpark.nextHunk',
    tooltip: t('Click to go to the next change'),
  };
}

/** Keeps the status bar item of the edits, for the active document. */
export function editStatus(registry: EditRegistry): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('codexSpark.edit', vscode.StatusBarAlignment.Right, 101),
  );
  item.name = t('Codex Spark Edit');
  let shown = '';
  const update = (): void => {
    const status = editStatusText(registry.of(vscode.window.activeTextEditor?.document));
    const { text = '', label = '', command, tooltip } = status ?? {};
    if (text === shown) return;
    shown = text;
    if (!status) return item.hide();
    item.text = text;
    item.accessibilityInformation = { label };
    item.command = command;
    item.tooltip = tooltip;
    item.show();
  };
  store.add(registry.onDidChange(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  return store;
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';
import { t } from '../common/l10n';

const scheme = 'codexspark-help';

/** A plain text in an editor of its own, so that a screen reader goes through it line by line. */
export interface AccessibilityHelp extends Disposable {
  show(): Promise<void>;
}

/** Registers the text; it is not a file, and cannot be changed. */
export function accessibilityHelp(): AccessibilityHelp {
  const store = new DisposableStore();
  const uri = vscode.Uri.from({ scheme, path: `/${t('Accessibility Help')}.txt` });
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => helpText().join('\n'),
    }),
  );
  return {
    async show() {
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => store.dispose(),
  };
}

/** One thought a line. */
const helpText = (): readonly string[] => [
  t('Codex Spark: accessibility help'),
  '',
  t('Announcements'),
  t(
    'Set editor.accessibilitySupport to on. Then next edits and changes are read out, by a live region in the status bar.',
  ),
  t(
    'The chat reads out by itself that an answer begins, where its course changes, and its last part once it has ended.',
  ),
  '',
  t('Suggestions'),
  t(
    'VS Code reads a suggestion out when it appears; editor.screenReaderAnnounceInlineSuggestion turns that off.',
  ),
  t('Alt+F2 opens it in the accessible view. Tab accepts it, Escape dismisses it.'),
  t(
    'If suggestions are too much while you type, set codexSpark.inline.mode to onDemand: they come when you ask for them.',
  ),
  '',
  t('Next edits'),
  t(
    'A next edit is read out with its line, what becomes of what, and what the key does. Tab goes there, Tab again applies it.',
  ),
  t('"Show Next Edit as Text" opens it as a diff. "Dismiss Next Edit" takes it away.'),
  '',
  t('Changes to review'),
  t(
    'A rewrite streams into the file. It is read out when it begins, is redirected and ends, not while it streams.',
  ),
  t(
    '"Go to Next Change" (Alt+J, on macOS Option+Command+J) moves the cursor and reads out what the change does and what was there.',
  ),
  t(
    '"Accept Change" is Alt+Y, "Reject Change" is Alt+N (on macOS Option+Command+Y and N). What is left is read out.',
  ),
  t('"Compare with Original" opens the diff editor; F7 there opens the accessible diff viewer.'),
  t('One undo takes the whole rewrite back.'),
  '',
  t('Chat'),
  t('"Open Chat" (Ctrl+Alt+J, on macOS Option+Command+J) moves the focus to the message.'),
  t('While an answer runs, Enter changes its course, Alt+Enter queues a message, Escape stops the answer.'),
  t(
    'Shift+Tab leads from the message to the conversation. Up, Down, Home and End go from item to item there.',
  ),
  t('Buttons in a row are one Tab stop: Left and Right move between them.'),
  t('In the queue Alt+Up and Alt+Down move a message, F2 edits it, Delete drops it.'),
  t('In the list of conversations Up and Down go through it, F2 renames, Delete deletes, Escape closes it.'),
  '',
];

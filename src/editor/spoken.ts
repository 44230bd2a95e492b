import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import { t } from '../common/l10n';

/** What was said stays in the status bar for so long, in ms: long enough to be read again there. */
const staysMs = 15_000;

/** A live region that has no text is taken away by VS Code, and what it says when it comes back is often not read out. */
const silence = ' ';

/**
 * Says what only eyes would notice, to people who have told VS Code that they use a screen reader (`editor.accessibilitySupport`
 * is `on`). For everybody else nothing is there and nothing is done.
 */
export interface Spoken extends Disposable {
  /** Whether somebody listens. */
  readonly isOn: boolean;
  /** Reads a sentence out when the screen reader has said what it is at. A newer one takes the place of one not yet read. */
  say(text: string): void;
}

/** Keeps a live region in the status bar: VS Code gives extensions no other way to say something short of a message. */
export function spoken(clock: Clock): Spoken {
  const store = new DisposableStore();
  let item: vscode.StatusBarItem | undefined;
  let timer: Disposable | undefined;
  const write = (text: string): void => {
    if (!item) return;
    item.text = text;
    item.accessibilityInformation = { label: text, role: 'status' };
  };
  const read = (): void => {
    const isOn = vscode.workspace.getConfiguration('editor').get('accessibilitySupport') === 'on';
    if (isOn === (item !== undefined)) return;
    item?.dispose();
    item = undefined;
    if (!isOn) return;
    item = vscode.window.createStatusBarItem('codexSpark.spoken', vscode.StatusBarAlignment.Right, 99);
    item.name = t('Codex Spark Announcements');
    write(silence);
    item.show();
  };
  read();
  store.add(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('editor.accessibilitySupport')) read();
    }),
  );
  return {
    get isOn() {
      return item !== undefined;
    },
    say(text) {
      timer?.dispose();
      write(text);
      timer = clock.setTimeout(() => write(silence), staysMs);
    },
    dispose() {
      timer?.dispose();
      item?.dispose();
      store.dispose();
    },
  };
}

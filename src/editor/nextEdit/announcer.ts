import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { Spoken } from '../spoken';

/**
 * What has been on screen for so long, in ms, is announced: each change of the status bar costs the window some
 * milliseconds, and nobody wants to hear of what is gone already.
 */
const afterMs = 400;

/** What is announced. */
export interface Announcement {
  /** In the status bar. */
  readonly text: string;
  /** For screen readers. */
  readonly label: string;
}

/** Tells of a next edit in the status bar: for eyes as an item to click on, for screen readers as a live region. */
export interface Announcer extends Disposable {
  /** Announces this once it has lasted; undefined takes it away. The same again changes nothing. */
  tell(announcement: Announcement | undefined): void;
}

/** Creates the status bar item; it is hidden while there is nothing to tell. */
export function announcer(clock: Clock, spoken: Spoken): Announcer {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('codexSpark.nextEdit', vscode.StatusBarAlignment.Right, 102),
  );
  item.name = t('Codex Spark Next Edit');
  item.command = 'codexSpark.nextEdit.accept';
  let wanted: Announcement | undefined;
  let timer: Disposable | undefined;
  return {
    tell(announcement) {
      if (announcement?.label === wanted?.label) return;
      wanted = announcement;
      timer?.dispose();
      if (!announcement) return item.hide();
      timer = clock.setTimeout(() => {
        const { text, label } = announcement;
        item.text = text;
        item.tooltip = label;
        // A live region of its own, unless there is one for everything.
        item.accessibilityInformation = { label, ...(spoken.isOn ? {} : { role: 'status' }) };
        item.show();
        if (spoken.isOn) spoken.say(label);
      }, afterMs);
    },
    dispose() {
      timer?.dispose();
      store.dispose();
    },
  };
}

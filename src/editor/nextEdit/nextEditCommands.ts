import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { EditAsText } from './editAsText';
import type { NextEditHost } from './nextEditHost';
import type { KeyDoes } from './showing';

/** The command of VS Code that the key Tab has by itself: what a binding names as its argument. */
const ownTab = 'tab';

/** What Escape has as its argument while VS Code shows the edit as ghost text, which it hides by this key by itself. */
const hide = 'hide';

/**
 * Registers the commands `codexSpark.nextEdit.*`. Those that are bound to Tab have `"args": "tab"` there: when the key was
 * not for a next edit after all, VS Code's own Tab is done.
 */
export function nextEditCommands(host: NextEditHost, page: EditAsText): Disposable {
  const store = new DisposableStore();
  const press = async (only: 'goTo' | undefined, argument: unknown): Promise<KeyDoes | 'late'> => {
    const orElse = argument === ownTab;
    const does = await host.press({ ...(only ? { only } : {}), orElse });
    if (does === 'none' && orElse) await vscode.commands.executeCommand(ownTab);
    return does;
  };
  const table: Readonly<Record<string, (argument: unknown) => unknown>> = {
    goTo: argument => press('goTo', argument),
    accept: argument => press(undefined, argument),
    dismiss: async argument => {
      host.dismiss();
      if (argument === hide) await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    },
    trigger: async () => {
      if (!(await host.trigger()))
        vscode.window.setStatusBarMessage(t('Codex Spark: there is no next edit.'), 4_000);
    },
    show: async () => {
      const { current } = host;
      if (current) await page.show(current);
      else vscode.window.setStatusBarMessage(t('Codex Spark: there is no next edit.'), 4_000);
    },
  };
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.nextEdit.${name}`, run));
  }
  return store;
}

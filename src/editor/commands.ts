import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';

/** The commands of the extension, by the name behind `codexSpark.`. */
export type CommandTable = Readonly<Record<string, () => unknown>>;

/** Registers every command of a table. */
export function registerCommands(table: CommandTable): Disposable {
  const store = new DisposableStore();
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return store;
}

import * as vscode from 'vscode';
import { keysOf, nothing, type ShowingKeys } from './showing';

const names = ['far', 'here', 'offered', 'ghost'] as const satisfies readonly (keyof ShowingKeys)[];

/** Sets the context keys `codexSpark.nextEdit.*` by which keys of the keyboard are bound. Only what changes is told. */
export function nextEditKeys(): (keys: ShowingKeys) => void {
  let told = keysOf(nothing);
  return keys => {
    for (const name of names) {
      if (keys[name] !== told[name]) {
        void vscode.commands.executeCommand('setContext', `codexSpark.nextEdit.${name}`, keys[name]);
      }
    }
    told = keys;
  };
}

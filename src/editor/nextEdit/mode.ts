import * as vscode from 'vscode';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { section } from '../settings';

/** `codexSpark.nextEdit.mode`: how much is offered. */
export type NextEditMode = 'auto' | 'sameFile' | 'renamesOnly' | 'off';

/** The settings of next edits for a document: all of them may differ by language. */
export interface NextEditSettings {
  readonly mode: NextEditMode;
  /** What the hint calls the key. */
  readonly keyName: string;
}

const modes: readonly string[] = ['auto', 'sameFile', 'renamesOnly', 'off'] satisfies NextEditMode[];

/** `codexSpark.nextEdit.useModel`: whether a model is asked. */
export function usesModel(): boolean {
  return vscode.workspace.getConfiguration(section).get('nextEdit.useModel', true);
}

/** Reads them. */
export function nextEditSettings(scope: vscode.ConfigurationScope): NextEditSettings {
  const configuration = vscode.workspace.getConfiguration(section, scope);
  const mode = configuration.get<string>('nextEdit.mode', 'auto');
  const keyName = configuration.get<string>('nextEdit.keyName', 'Tab').trim();
  return { mode: isMode(mode) ? mode : 'off', keyName: keyName === '' ? 'Tab' : keyName };
}

function isMode(mode: string): mode is NextEditMode {
  return modes.includes(mode);
}

/** Whether an edit is wanted. @param here the document that the user is in */
export function isWanted(mode: NextEditMode, { uri, kind }: NextEdit, here: string): boolean {
  switch (mode) {
    case 'off':
      return false;
    case 'renamesOnly':
      return kind === 'rename';
    case 'sameFile':
      return uri === here;
    case 'auto':
      return true;
  }
}

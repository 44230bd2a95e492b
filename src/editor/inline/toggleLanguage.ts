import * as vscode from 'vscode';
import { isLanguageOn } from '../../completion/eligibility';

const setting = 'inline.languages';

/**
 * Turns suggestions on or off for the language of the active editor, where the user's setting for it is: in the
 * workspace if that names the language, else for the user.
 */
export async function toggleLanguage(): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId === undefined) {
    void vscode.window.showInformationMessage('Codex Spark: open a file of the language first.');
    return;
  }
  const configuration = vscode.workspace.getConfiguration('codexSpark');
  type Languages = Readonly<Record<string, boolean>>;
  const on = !isLanguageOn(configuration.get<Languages>(setting, {}), languageId);
  const inspected = configuration.inspect<Languages>(setting);
  const inWorkspace = inspected?.workspaceValue?.[languageId] !== undefined;
  const written = inWorkspace ? inspected?.workspaceValue : inspected?.globalValue;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  // Only what the user wrote: the defaults may change with a new version.
  await configuration.update(setting, { ...written, [languageId]: on }, target);
  vscode.window.setStatusBarMessage(
    `Codex Spark: suggestions are ${on ? 'on' : 'off'} for "${languageId}"`,
    4_000,
  );
}

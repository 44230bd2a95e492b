import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { modeKey, type Eagerness } from '../eagerness';
import { isLanguageOn } from '../../completion/eligibility';

const setting = 'inline.languages';

/**
 * Turns suggestions on or off for the language of the active editor, where the user's setting for it is: in the
 * workspace if that names the language, else for the user.
 */
export async function toggleLanguage(eagerness: Pick<Eagerness, 'modeOf'>): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage(t('Codex Spark: open a file of the language first.'));
    return;
  }
  const { languageId } = document;
  const isModeOff = eagerness.modeOf(document) === 'off';
  const configuration = vscode.workspace.getConfiguration('codexSpark');
  type Languages = Readonly<Record<string, boolean>>;
  const isOn = isLanguageOn(configuration.get<Languages>(setting, {}), languageId);
  const on = !isOn || isModeOff;
  const inspected = configuration.inspect<Languages>(setting);
  const inWorkspace = inspected?.workspaceValue?.[languageId] !== undefined;
  const written = inWorkspace ? inspected?.workspaceValue : inspected?.globalValue;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  // Only what the user wrote: the defaults may change with a new version.
  if (isOn !== on) await configuration.update(setting, { ...written, [languageId]: on }, target);
  if (isModeOff) await turnModeOn(document);
  vscode.window.setStatusBarMessage(
    on
      ? t('Codex Spark: suggestions are on for "{0}"', languageId)
      : t('Codex Spark: suggestions are off for "{0}"', languageId),
    4_000,
  );
}

/** Takes the mode `off` back for one language, where its own setting is: in the workspace if that has one, else for the user. */
async function turnModeOn(document: vscode.TextDocument): Promise<void> {
  const { languageId, uri } = document;
  const configuration = vscode.workspace.getConfiguration('codexSpark', { languageId, uri });
  const { workspaceLanguageValue } = configuration.inspect(modeKey) ?? {};
  const target =
    workspaceLanguageValue === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await configuration.update(modeKey, 'auto', target, true);
}

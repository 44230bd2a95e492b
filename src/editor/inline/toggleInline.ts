import * as vscode from 'vscode';
import { readSettings, section, updateSetting } from '../settings';
import { modeKey, type Eagerness } from '../eagerness';

/**
 * Turns suggestions off everywhere, or on again. What they were like before they were turned off, they are again: only
 * the mode `off` itself is taken back.
 */
export async function toggleInline(eagerness: Pick<Eagerness, 'modeOf'>): Promise<void> {
  const { enabled } = readSettings().documents;
  const isOff = eagerness.modeOf(undefined) === 'off';
  if (enabled && !isOff) return await updateSetting('inline.enabled', false);
  if (isOff) {
    const configuration = vscode.workspace.getConfiguration(section);
    const inWorkspace = configuration.inspect(modeKey)?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await configuration.update(modeKey, 'auto', target);
  }
  if (!enabled) await updateSetting('inline.enabled', true);
}

import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import type { ApiKeys } from '../endpoints/apiKeys';
import type { ComingAndGoing } from './comingAndGoing';
import type { EndpointSpec } from '../endpoints/endpointSpec';
import { featuresWithin } from '../endpoints/featureNames';
import { readEndpointSettings } from '../endpoints/readEndpointSettings';
import { updateSetting } from '../settings';
import { settingsOf, type Draft } from './draft';
import type { OwnLlama } from './ownLlama';

/** What keeping works with. */
export interface KeepParts {
  readonly keys: ApiKeys;
  /** Remembers what was used before a server that comes and goes. */
  readonly comingAndGoing: Pick<ComingAndGoing, 'remember'>;
  /** A server that was started for it goes on running. */
  readonly ownLlama: OwnLlama;
}

/**
 * Makes what was chosen the one that is used: key and settings are written, and it is said.
 * @param spec undefined for the embedded engine
 */
export async function keepDraft(
  draft: Draft,
  spec: EndpointSpec | undefined,
  { keys, comingAndGoing, ownLlama }: KeepParts,
): Promise<void> {
  // The key first: what the settings open then finds it.
  if (spec && draft.key !== undefined) await keys.storeBeside(spec, draft.key);
  if (spec && draft.found) {
    await comingAndGoing.remember(spec, draft.uses);
    await ownLlama.keep(draft);
  }
  for (const [key, value] of settingsOf(draft, spec, readEndpointSettings())) await updateSetting(key, value);
  const uses = featuresWithin(draft.uses);
  void vscode.window.showInformationMessage(
    spec
      ? t('Codex Spark: "{0}" is now used for {1}.', spec.name, uses)
      : t('Codex Spark: the embedded engine is now used for {0}.', uses),
  );
  // Where one was writing one sees at once what it does.
  if (draft.found && draft.uses.includes('inline') && vscode.window.activeTextEditor)
    void vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}

import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { keyProblem, type ApiKeys } from './apiKeys';
import { endpointPlace, endpointTitle, type EndpointSpec } from './endpointSpec';

/** Lets the user choose one of several endpoints; the only one without asking. Undefined: none, or dismissed. */
export async function pickEndpoint(
  title: string,
  specs: readonly EndpointSpec[],
): Promise<EndpointSpec | undefined> {
  if (specs.length < 2) return specs[0];
  const picked = await vscode.window.showQuickPick(
    specs.map(spec => ({ label: endpointTitle(spec), description: endpointPlace(spec.endpoint), spec })),
    { title, placeHolder: t('Which endpoint?') },
  );
  return picked?.spec;
}

/** Asks the user for the key of an endpoint, and keeps it. */
export async function askForKey(spec: EndpointSpec, keys: ApiKeys): Promise<void> {
  const place = endpointPlace(spec.endpoint);
  const key = await vscode.window.showInputBox({
    title: spec.name === '' ? t('API key') : t('API key of {0}', spec.name),
    prompt: t('For {0}. It is kept in the secret storage of VS Code and sent to this host only.', place),
    password: true,
    ignoreFocusOut: true,
    validateInput: keyProblem,
  });
  if (key !== undefined) await keys.store(spec, key.trim());
}

import * as vscode from 'vscode';
import { parseEndpoint } from '../endpoints/endpoint';
import type { ApiKeys } from '../endpoints/apiKeys';
import { readCaFile } from '../endpoints/caFile';
import type { EndpointConnection } from '../endpoints/endpointConnection';
import type { EndpointSpec } from '../endpoints/endpointSpec';
import { featureNames } from '../endpoints/featureNames';
import { readEndpointSettings } from '../endpoints/readEndpointSettings';
import { updateSetting } from '../settings';
import { draftOf, draftSpec, settingsOf, type Draft } from './draft';
import { liveTest, type LiveTest } from './liveTest';
import { listModels, type ModelList } from './modelList';
import { modelStep } from './modelStep';
import { customPreset } from './presets';
import { addressStep, keyStep, serverStep, usesStep } from './steps';
import { testStep } from './testStep';
import { runWizard } from './wizard';

/** What connecting a model works with. */
export interface ConnectModelParts {
  readonly keys: ApiKeys;
  /** Builds a connection to try; disposed here. */
  readonly tryOut: (spec: EndpointSpec, key: string | undefined) => EndpointConnection;
}

/**
 * Leads the user from the kind of server to a model that answers, and makes it the one that is used. Until the last
 * question is answered nothing is stored and nothing changed.
 */
export async function connectModel({ keys, tryOut }: ConnectModelParts): Promise<void> {
  const specOf = (draft: Draft): EndpointSpec | undefined => draftSpec(draft, readEndpointSettings());
  const keyOf = async (draft: Draft): Promise<string | undefined> => {
    const spec = specOf(draft);
    return draft.key ?? (spec && (await keys.get(spec)));
  };

  const models = async (draft: Draft, signal: AbortSignal): Promise<ModelList> => {
    const endpoint = parseEndpoint(draft.address);
    if (!('url' in endpoint)) return { kind: 'failed', reason: 'There is no address.' };
    const certificates = readCaFile(readEndpointSettings().caFile);
    if ('problem' in certificates) return { kind: 'failed', reason: certificates.problem };
    const { headers } = draft.rest;
    const key = await keyOf(draft);
    return await listModels({ url: endpoint.url, key, headers, ca: certificates.authorities }, signal);
  };

  const test = async (draft: Draft, signal: AbortSignal): Promise<LiveTest> => {
    const spec = specOf(draft);
    if (!spec) return { works: false, summary: 'There is no address.', how: '' };
    const connection = tryOut(spec, await keyOf(draft));
    try {
      return await liveTest(connection.session, spec, signal);
    } finally {
      connection.dispose();
    }
  };

  const draft = await runWizard(draftOf(customPreset), [
    serverStep(readEndpointSettings()),
    addressStep(),
    keyStep(async given => {
      const spec = specOf(given);
      return spec !== undefined && (await keys.get(spec)) !== undefined;
    }),
    modelStep(models),
    testStep(test),
    usesStep(readEndpointSettings),
  ]);
  if (draft) await keep(draft, draft.kind === 'local' ? undefined : specOf(draft));

  async function keep(chosen: Draft, spec: EndpointSpec | undefined): Promise<void> {
    // The key first: what the settings open then finds it.
    if (spec && chosen.key !== undefined) await keys.storeBeside(spec, chosen.key);
    for (const [key, value] of settingsOf(chosen, spec, readEndpointSettings()))
      await updateSetting(key, value);
    const what = spec ? `"${spec.name}"` : 'The embedded engine';
    void vscode.window.showInformationMessage(
      `Codex Spark: ${what} is connected for ${featureNames(chosen.uses).toLowerCase()}.`,
    );
  }
}

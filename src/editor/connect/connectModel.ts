import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { readEndpointSettings } from '../endpoints/readEndpointSettings';
import type { FoundServer } from '../finding/findServers';
import { draftOf } from './draft';
import { FoundModels } from './foundModels';
import { keepDraft, type KeepParts } from './keepDraft';
import { lookAround, placesHere } from './lookAround';
import { machineInWords } from './machine';
import { modelStep } from './modelStep';
import { customPreset } from './presets';
import { pullOffers } from './pullOffer';
import { serverStep, type Offer } from './serverStep';
import { addressStep, keyStep, usesStep } from './steps';
import { testStep } from './testStep';
import { trying, type TryingParts } from './trying';
import { runWizard } from './wizard';

/** What connecting a model works with. */
export interface ConnectModelParts extends TryingParts, KeepParts {
  readonly clock: Clock;
  /** Remembers what was downloaded. */
  readonly memory: vscode.Memento;
}

/**
 * Leads the user from the kind of server to a model that answers, and makes it the one that is used. Until the last
 * question is answered nothing is stored and nothing changed.
 * @param onlyFound whether only what runs on this machine is offered
 */
export async function connectModel(parts: ConnectModelParts, { onlyFound = false } = {}): Promise<void> {
  // What is started for a model that is not used in the end, for whatever reason, ends.
  const held = parts.ownLlama.hold();
  try {
    await choose(parts, onlyFound);
  } finally {
    held.dispose();
  }
}

async function choose(parts: ConnectModelParts, onlyFound: boolean): Promise<void> {
  const { clock, ownLlama } = parts;
  const { specOf, hasKey, models, test } = trying(parts);
  const found = new FoundModels({ find: signal => lookAround(clock, signal), measure: test });
  const llama = ownLlama.offer();
  const draft = await runWizard(draftOf(customPreset), [
    serverStep({
      settings: readEndpointSettings(),
      found,
      machine: machineInWords(vscode.env.remoteName),
      ports: placesHere().map(({ port }) => port),
      offers: () => offersBeside(found.state.servers, llama, parts.memory),
      onlyFound,
    }),
    addressStep(),
    keyStep(hasKey),
    modelStep(models),
    testStep(test),
    usesStep(readEndpointSettings),
  ]);
  if (draft) await keepDraft(draft, draft.kind === 'local' ? undefined : specOf(draft), parts);
}

/** What can be had where something is missing. */
function offersBeside(
  servers: readonly FoundServer[],
  llama: Offer | undefined,
  memory: vscode.Memento,
): readonly Offer[] {
  const runs = servers.some(({ server }) => server === 'llama.cpp');
  return [...pullOffers(servers, memory), ...(llama && !runs ? [llama] : [])];
}

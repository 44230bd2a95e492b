import * as vscode from 'vscode';
import type { Later } from '../../common/later';
import type { Log } from '../../common/log';
import { connectModel, type ConnectModelParts } from './connectModel';
import { firstQuestion, proposalOf, type Proposal } from './firstQuestion';
import { foundDraft } from './foundRows';
import { keepDraft } from './keepDraft';
import { lookAround } from './lookAround';
import { machineInWords } from './machine';
import type { OwnLlama } from './ownLlama';
import { trying } from './trying';
import { withProgress } from './withProgress';

/** What the first look works with. */
export interface FirstLookParts extends Omit<ConnectModelParts, 'ownLlama'> {
  readonly ownLlama: Later<OwnLlama>;
  readonly log: Log;
}

type AskParts = Omit<FirstLookParts, 'ownLlama'> & ConnectModelParts;

/** The button that takes the model. */
const useIt = 'Use It';

/** Looks for models on this machine, and asks once whether the best one is to be used. */
export async function askOnce({ ownLlama, ...others }: FirstLookParts, signal: AbortSignal): Promise<void> {
  const parts: AskParts = { ...others, ownLlama: await ownLlama.get() };
  const servers = await lookAround(parts.clock, signal);
  parts.log.info('looked for models', { found: servers.map(({ title }) => title).join(', ') || 'none' });
  const proposal = proposalOf(servers);
  if (!proposal || signal.aborted) return;
  await propose(parts, proposal, signal);
}

async function propose(parts: AskParts, proposal: Proposal, signal: AbortSignal): Promise<void> {
  const { server, model } = proposal;
  const machine = machineInWords(vscode.env.remoteName);
  const { test, specOf } = trying(parts);
  const draft = foundDraft(server, model);
  const measure = model.loaded === true ? 'Measure' : 'Load and Measure';
  const first = await vscode.window.showInformationMessage(
    firstQuestion(proposal, machine, undefined),
    ...(model.loaded === true ? [useIt] : []),
    measure,
    'Not Now',
  );
  if (signal.aborted) return;
  if (first === useIt) return await keepDraft(draft, specOf(draft), parts);
  if (first !== measure) return;
  const tested = await withProgress(`Codex Spark: measuring ${model.id}`, (_, stop) =>
    test(draft, AbortSignal.any([signal, stop])),
  );
  if (signal.aborted || !tested.works) return;
  const answer = await vscode.window.showInformationMessage(
    firstQuestion(proposal, machine, tested),
    useIt,
    'Other Models',
    'Not Now',
  );
  if (answer === useIt) await keepDraft(draft, specOf(draft), parts);
  else if (answer === 'Other Models') await connectModel(parts, { onlyFound: true });
}

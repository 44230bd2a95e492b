import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import type { Later } from '../../common/later';
import type { Log } from '../../common/log';
import { connectModel, type ConnectModelParts } from './connectModel';
import { firstQuestion, measuringFailed, proposalOf, type Proposal } from './firstQuestion';
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
const useIt = t('Use It');

/** The button that measures once more. */
const again = t('Measure Again');

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
  const { specOf } = trying(parts);
  const draft = foundDraft(server, model);
  const measure = model.loaded === true ? t('Measure') : t('Load and Measure');
  const first = await vscode.window.showInformationMessage(
    firstQuestion(proposal, machine, undefined),
    ...(model.loaded === true ? [useIt] : []),
    measure,
    t('Not Now'),
  );
  if (signal.aborted) return;
  if (first === useIt) return await keepDraft(draft, specOf(draft), parts);
  if (first === measure) await measured(parts, proposal, signal);
}

/** Measures a model and says what came of it, also where that is nothing; one that was stopped says nothing. */
async function measured(parts: AskParts, proposal: Proposal, signal: AbortSignal): Promise<void> {
  const { server, model } = proposal;
  const machine = machineInWords(vscode.env.remoteName);
  const { test, specOf } = trying(parts);
  const draft = foundDraft(server, model);
  let isStopped = false;
  const tested = await withProgress(t('Codex Spark: measuring {0}', model.id), async (_, stop) => {
    const result = await test(draft, AbortSignal.any([signal, stop]));
    isStopped = stop.aborted;
    return result;
  });
  if (signal.aborted || isStopped) return;
  const otherModels = t('Other Models');
  const answer = tested.works
    ? await vscode.window.showInformationMessage(
        firstQuestion(proposal, machine, tested),
        useIt,
        otherModels,
        t('Not Now'),
      )
    : await vscode.window.showWarningMessage(measuringFailed(proposal, tested), again, otherModels);
  if (signal.aborted) return;
  if (answer === useIt) await keepDraft(draft, specOf(draft), parts);
  else if (answer === again) await measured(parts, proposal, signal);
  else if (answer === otherModels) await connectModel(parts, { onlyFound: true });
}

import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { readEndpointSettings } from '../endpoints/readEndpointSettings';
import { section } from '../settings';
import { connectModel, type ConnectModelParts } from './connectModel';
import { firstQuestion, hasChosen, measuringFailed, proposalOf, type Proposal } from './firstQuestion';
import { foundDraft } from './foundRows';
import { keepDraft } from './keepDraft';
import { lookAround } from './lookAround';
import { machineInWords } from './machine';
import { trying } from './trying';
import { withProgress } from './withProgress';

/** What the first look works with. */
export interface FirstLookParts extends ConnectModelParts {
  /** Remembers that it was done, for all windows. */
  readonly memory: vscode.Memento;
  readonly log: Log;
}

/** Under this name it is remembered. */
const remembered = 'codexSpark.lookedForModels';

/** The button that takes the model. */
const useIt = t('Use It');

/** The button that measures once more. */
const again = t('Measure Again');

/** Everything that starts with the window comes first. In ms. */
const delayMs = 3_000;

/**
 * Looks once for models on this machine, when nothing has been chosen yet, and asks once whether the best one is to be used.
 * Nothing is stored, and no model is asked anything, without a yes. Where nothing is found nothing is said.
 */
export function firstLook(parts: FirstLookParts): Disposable {
  const { clock, memory, log } = parts;
  const over = new AbortController();
  const wanted = (): boolean =>
    vscode.workspace.getConfiguration(section).get('find.onStart', true) &&
    memory.get<boolean>(remembered) !== true &&
    !hasChosen(readEndpointSettings());
  if (!wanted()) {
    if (memory.get<boolean>(remembered) === true) log.info('models were looked for before');
    return { dispose: () => undefined };
  }
  const timer = clock.setTimeout(() => {
    // Another window may have done it, and the person may have chosen, in the meantime.
    if (!wanted()) return;
    void look(parts, over.signal).catch((error: unknown) =>
      log.warn('looking for models failed', { error: String(error) }),
    );
  }, delayMs);
  return {
    dispose() {
      timer.dispose();
      over.abort();
    },
  };
}

async function look(parts: FirstLookParts, signal: AbortSignal): Promise<void> {
  await parts.memory.update(remembered, true);
  const servers = await lookAround(parts.clock, signal);
  parts.log.info('looked for models', { found: servers.map(({ title }) => title).join(', ') || 'none' });
  const proposal = proposalOf(servers);
  if (!proposal || signal.aborted) return;
  await propose(parts, proposal, signal);
}

async function propose(parts: FirstLookParts, proposal: Proposal, signal: AbortSignal): Promise<void> {
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
async function measured(parts: FirstLookParts, proposal: Proposal, signal: AbortSignal): Promise<void> {
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

import { t } from '../../common/l10n';
import type { FoundServer } from '../finding/findServers';
import type { LocalModel } from '../finding/localModel';
import { withoutIcons } from './foundRows';
import type { LiveTest } from './liveTest';

/** A model that is worth one question to somebody who has not asked for it. */
export interface Proposal {
  readonly server: FoundServer;
  readonly model: LocalModel;
}

/**
 * The model to propose: one that fills in the middle, best of all one that is in memory. Undefined where nothing is worth a question.
 */
export function proposalOf(servers: readonly FoundServer[]): Proposal | undefined {
  const all = servers.flatMap(server =>
    server.state === 'ready' ? server.models.flatMap(model => (model.fills ? [{ server, model }] : [])) : [],
  );
  return all.find(({ model }) => model.loaded === true) ?? all[0];
}

/** What is said where a model that was to be measured has not answered as it should. */
export function measuringFailed({ server, model }: Proposal, { summary }: LiveTest): string {
  return t(
    'Codex Spark: {0} on {1} could not be measured: {2}',
    withoutIcons(model.id),
    server.title,
    summary,
  );
}

/** The question. @param test how the model has answered; undefined: it was not asked yet */
export function firstQuestion(
  { server, model }: Proposal,
  machine: string,
  test: LiveTest | undefined,
): string {
  const name = t('{0} on {1}', withoutIcons(model.id), server.title);
  if (test === undefined)
    return model.loaded === true
      ? t('Codex Spark: {0} is on {1}. See how fast it is, or use it for suggestions?', name, machine)
      : t('Codex Spark: {0} is on {1}, but not in memory. Load it and see how fast it is?', name, machine);
  const speed =
    test.tokensPerSecond === undefined ? test.summary : t('{0} tokens/s', test.tokensPerSecond.toFixed(0));
  const where = machine === t('this computer') ? '' : t(' (on {0})', machine);
  return t('Codex Spark: {0}{1}, {2}: use it for suggestions?', name, where, speed);
}

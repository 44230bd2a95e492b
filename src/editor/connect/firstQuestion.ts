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

/** The question. @param test how the model has answered; undefined: it was not asked yet */
export function firstQuestion(
  { server, model }: Proposal,
  machine: string,
  test: LiveTest | undefined,
): string {
  const name = `${withoutIcons(model.id)} on ${server.title}`;
  if (test === undefined)
    return model.loaded === true
      ? `Codex Spark: ${name} is on ${machine}. See how fast it is, or use it for suggestions?`
      : `Codex Spark: ${name} is on ${machine}, but not in memory. Load it and see how fast it is?`;
  const speed =
    test.tokensPerSecond === undefined ? test.summary : `${test.tokensPerSecond.toFixed(0)} tokens/s`;
  const where = machine === 'this computer' ? '' : ` (on ${machine})`;
  return `Codex Spark: ${name}${where}, ${speed}: use it for suggestions?`;
}

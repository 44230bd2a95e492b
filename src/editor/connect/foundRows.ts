import { t } from '../../common/l10n';
import type { FoundServer } from '../finding/findServers';
import type { LocalModel } from '../finding/localModel';
import { draftOf, type Draft } from './draft';
import type { LiveTest } from './liveTest';
import { presets, customPreset } from './presets';

/** What is known of the servers on this machine at a moment. */
export interface FoundState {
  /** Whether they are being looked for. */
  readonly looking: boolean;
  readonly servers: readonly FoundServer[];
  /** How models answered a fixed question, or that they are being asked, by `modelKey`. */
  readonly speeds: ReadonlyMap<string, LiveTest | 'measuring'>;
}

/** A row, without what only the editor knows. */
export interface FoundRow {
  readonly label: string;
  /** A line of its own below it: what is said of a model is cut off beside a long name. */
  readonly detail?: string;
  /** Undefined: nothing can be done with it. */
  readonly value?: Draft;
}

/** As many models of a server have a row; the others are behind one. */
const mostRows = 3;

/** The same for the same model of the same server. */
export function modelKey({ address }: FoundServer, { id }: LocalModel): string {
  return `${address} ${id}`;
}

/** What would connect a model that was found. Its server is asked for another one where there is no model. */
export function foundDraft(server: FoundServer, model: LocalModel | undefined, tested?: LiveTest): Draft {
  const preset = presets.find(({ name }) => name === server.title) ?? customPreset;
  return {
    ...draftOf(preset),
    address: server.address,
    model: model?.id ?? '',
    uses: ['inline'],
    found: { needsKey: server.state === 'needs a key', tested },
  };
}

/** A text of a server's in a place where `$(name)` is an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** What was found, the best first. */
export function foundRows({ looking, servers, speeds }: FoundState): readonly FoundRow[] {
  if (looking) return [{ label: t('$(search) Looking for running servers…') }];
  const titles = servers.map(({ title }) => title);
  return servers.flatMap(server =>
    rowsOf(server, speeds, titles.indexOf(server.title) !== titles.lastIndexOf(server.title)),
  );
}

/** The models of a server that may be measured without being asked for: the best of those that are in memory. */
export function toMeasure({ state, models }: FoundServer): LocalModel | undefined {
  return state === 'ready' ? models.find(({ loaded }) => loaded === true) : undefined;
}

/** @param isOneOfSeveral whether its title does not tell which server it is */
function rowsOf(
  server: FoundServer,
  speeds: FoundState['speeds'],
  isOneOfSeveral: boolean,
): readonly FoundRow[] {
  const { title, place, state, models } = server;
  if (state === 'loading')
    return [
      {
        label: `$(loading) ${title}`,
        detail: t('{0}: still loads its model. Look again in a while.', place),
      },
    ];
  if (state === 'needs a key')
    return [
      {
        label: `$(key) ${title}`,
        detail: t('{0}: needs a key', place),
        value: foundDraft(server, models[0]),
      },
    ];
  if (models.length === 0) {
    // What can be done about it is offered beside.
    if (server.server === 'ollama') return [];
    return [{ label: `$(circle-slash) ${title}`, detail: t('{0}: has no model that writes text', place) }];
  }
  const measured = toMeasure(server);
  const shown = models.filter((model, at) => at < mostRows || model === measured);
  const others = models.length - shown.length;
  const name = isOneOfSeveral ? `${title} (${place})` : title;
  return [
    ...shown.map((model): FoundRow => {
      const speed = speeds.get(modelKey(server, model));
      const tested = speed === 'measuring' ? undefined : speed;
      return {
        label: t('$(zap) {0} on {1}', withoutIcons(model.id), name),
        detail: speedWords(model, speed),
        value: foundDraft(server, model, tested?.works === true ? tested : undefined),
      };
    }),
    ...(others === 0
      ? []
      : [
          {
            label: t('$(ellipsis) Another model on {0}', name),
            detail: t('{0} more', others),
            value: foundDraft(server, undefined),
          },
        ]),
  ];
}

/** `143 tokens/s: use it for suggestions`. */
function speedWords(model: LocalModel, speed: LiveTest | 'measuring' | undefined): string {
  const chats = model.fills ? '' : t(', made for chats rather than for code at a cursor');
  if (speed === 'measuring') return t('being measured…{0}', chats);
  if (speed === undefined)
    return model.loaded === false
      ? t('not in memory: loaded and measured when you pick it{0}', chats)
      : t('measured when you pick it{0}', chats);
  if (!speed.works) return t('does not answer: {0}', withoutIcons(speed.summary));
  const figure =
    speed.tokensPerSecond === undefined ? speed.summary : t('{0} tokens/s', speed.tokensPerSecond.toFixed(0));
  return t('{0}: use it for suggestions{1}', figure, chats);
}

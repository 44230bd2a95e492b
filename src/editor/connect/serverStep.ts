import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { serverTitles } from '../../common/upstreamNames';
import type { EndpointSettings } from '../endpoints/endpointSettings';
import { localServerNames } from '../finding/localServers';
import { draftOf, draftOfEntry, type Draft } from './draft';
import type { FoundModels } from './foundModels';
import { foundRows } from './foundRows';
import { customPreset, presets } from './presets';
import { askPick, type Choice } from './quickInputs';
import { wizardTitle } from './steps';
import type { WizardStep } from './wizard';

/** Something that makes a model to connect, such as a download. */
export interface Offer {
  readonly label: string;
  /** A line of its own below it. */
  readonly detail: string;
  /** Resolves to what can be connected now; undefined when nothing came of it. Never rejects. */
  run(): Promise<Draft | undefined>;
}

/** What the first question looks at. */
export interface ServerStepParts {
  readonly settings: Pick<EndpointSettings, 'endpoints'>;
  readonly found: FoundModels;
  /** The machine that was looked at, in words. */
  readonly machine: string;
  /** The ports that are looked at. */
  readonly ports: readonly number[];
  /** What is offered beside what was found. */
  readonly offers: () => readonly Offer[];
  /** Whether nothing but this machine is to be looked at. */
  readonly onlyFound?: boolean;
}

type Picked = Draft | Offer | 'look again' | 'all servers';

/** What runs on this machine, which kind of server, or which of the endpoints there are. */
export function serverStep(parts: ServerStepParts): WizardStep<Draft> {
  const { found } = parts;
  return {
    async ask(_, place) {
      let { onlyFound = false } = parts;
      for (;;) {
        const only = onlyFound;
        const answer = await askPick<Picked>({
          title: wizardTitle,
          place,
          placeholder: only ? t('Models on {0}', parts.machine) : t('What do you want to connect?'),
          choices: () => [
            ...foundChoices(parts, only),
            ...(only ? allChoices : otherChoices(parts.settings)),
          ],
          work(refresh, signal) {
            const changed = (): void => refresh({ busy: isBusy(found) });
            void found.look(changed, signal).then(changed);
          },
        });
        if (answer.kind !== 'value') return answer;
        const { value } = answer;
        if (value === 'all servers') onlyFound = false;
        if (typeof value === 'string') continue;
        const draft = 'run' in value ? await value.run() : value;
        if (draft) return { kind: 'value', value: draft };
      }
    },
  };
}

const allChoices: readonly Choice<Picked>[] = [
  {
    label: t('$(server) Another server…'),
    description: t('Hosted, or at an address you know'),
    value: 'all servers',
  },
];

function isBusy({ state }: FoundModels): boolean {
  return state.looking || [...state.speeds.values()].includes('measuring');
}

function separator(label: string): Choice<Picked> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** This machine: at the top what can be used. @param only whether nothing else is in the list */
function foundChoices(
  { found, machine, ports, offers }: ServerStepParts,
  only: boolean,
): readonly Choice<Picked>[] {
  const { looking, servers } = found.state;
  const rows: readonly Choice<Picked>[] = foundRows(found.state);
  if (looking) return [separator(t('on {0}', machine)), ...rows];
  const offered = offers().map((offer): Choice<Picked> => ({
    label: offer.label,
    detail: offer.detail,
    value: offer,
  }));
  const again: Choice<Picked> = {
    label: t('$(refresh) Look again'),
    description: servers.length === 0 ? t('no server of models answered') : '',
    // Among other servers these names would be hits for what is typed.
    ...(only && servers.length === 0 ? { detail: whereLooked(ports) } : {}),
    value: 'look again',
  };
  return [separator(t('on {0}', machine)), ...rows, ...offered, again];
}

function whereLooked(ports: readonly number[]): string {
  const names = localServerNames.map(name => serverTitles[name]);
  return t('{0}: {1} ports', names.join(', '), ports.length);
}

function otherChoices({ endpoints }: ServerStepParts['settings']): readonly Choice<Picked>[] {
  const own = Object.entries(endpoints).flatMap(([name, value]): Choice<Picked>[] => {
    const draft = draftOfEntry(name, value, customPreset);
    if (!draft) return [];
    const description = draft.model === '' ? draft.address : t('{0} at {1}', draft.model, draft.address);
    return [{ label: `$(plug) ${name}`, description, value: draft }];
  });
  const kinds = presets.map((preset): Choice<Picked> => ({
    label: preset.name,
    description: preset.detail,
    value: draftOf(preset),
  }));
  return [
    ...(own.length > 0 ? [separator(t('your endpoints')), ...own] : []),
    separator(t('hosted, or your own')),
    ...kinds,
    { label: t('Another server'), description: customPreset.detail, value: draftOf(customPreset) },
    separator(t('without a model')),
    {
      label: t('The embedded engine'),
      description: t('Recalls code from your files. No key, no network.'),
      value: { ...draftOf(customPreset), kind: 'local' },
    },
  ];
}

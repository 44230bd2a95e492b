import { parseEndpoint } from '../endpoints/endpoint';
import {
  features,
  readEntry,
  type EndpointEntry,
  type EndpointSettings,
  type Feature,
} from '../endpoints/endpointSettings';
import type { EndpointSpec } from '../endpoints/endpointSpec';
import { freeName } from './address';
import type { LiveTest } from './liveTest';
import type { Preset } from './presets';

/** What a user is about to connect. Nothing of it is kept anywhere before they say so. */
export interface Draft {
  /** The embedded engine is a choice, too. */
  readonly kind: 'server' | 'local';
  readonly preset: Preset;
  /** The name it has already; undefined: it is new. */
  readonly existing: string | undefined;
  /** What else is written in an existing entry. */
  readonly rest: Omit<EndpointEntry, 'url' | 'model'>;
  /** As typed. */
  readonly address: string;
  /** Undefined: what is stored for the host, if anything. */
  readonly key: string | undefined;
  readonly model: string;
  readonly uses: readonly Feature[];
  /** Set for a server that was found running: its address need not be asked for. */
  readonly found?: {
    /** A key does. */
    readonly needsKey: boolean;
    /** How it has answered already. */
    readonly tested: LiveTest | undefined;
  };
}

/** A draft from a preset. */
export function draftOf(preset: Preset): Draft {
  return {
    kind: 'server',
    preset,
    existing: undefined,
    rest: {
      headers: {},
      ...(preset.serviceTier === undefined ? {} : { serviceTier: preset.serviceTier }),
    },
    address: preset.url,
    key: undefined,
    model: '',
    uses: [],
  };
}

/** A draft from a named endpoint, to change it; undefined when it cannot be read. */
export function draftOfEntry(name: string, value: unknown, custom: Preset): Draft | undefined {
  const entry = readEntry(name, value);
  if ('problem' in entry) return undefined;
  const { url, model, ...rest } = entry;
  return { ...draftOf(custom), existing: name, rest, address: url, model };
}

/** What a draft would connect to. */
export function draftSpec(
  { address, rest, model, preset, existing }: Draft,
  { endpoints, caFile }: Pick<EndpointSettings, 'endpoints' | 'caFile'>,
): EndpointSpec | undefined {
  const endpoint = parseEndpoint(address);
  if (endpoint.kind === 'invalid' || endpoint.kind === 'local') return undefined;
  const name = existing ?? freeName(preset.name, endpoint, namesOfOthers(endpoints, endpoint.url, model));
  return { ...rest, name, endpoint, model, caFile };
}

/** Names that mean something else: an entry of the same address and model is the same endpoint. */
function namesOfOthers(endpoints: EndpointSettings['endpoints'], url: string, model: string): string[] {
  return Object.entries(endpoints).flatMap(([name, value]) => {
    const entry = readEntry(name, value);
    if ('problem' in entry) return [name];
    const endpoint = parseEndpoint(entry.url);
    const same = 'url' in endpoint && endpoint.url === url && entry.model === model;
    return same ? [] : [name];
  });
}

/** The features that use already the server a draft would connect. */
export function usesNow(draft: Draft, settings: EndpointSettings): readonly Feature[] {
  const name = draft.kind === 'local' ? undefined : draftSpec(draft, settings)?.name;
  return features.filter(feature => (settings.features[feature] || settings.endpoint) === name);
}

/**
 * Whether a draft is for suggestions without a question: it is that of a model that was found, and they do not use it yet.
 * Who picks it again wants it for something else.
 */
export function isForSuggestions(draft: Draft, settings: EndpointSettings): boolean {
  const { found, uses } = draft;
  if (found === undefined || uses.length === 0) return false;
  const now = usesNow(draft, settings);
  return !uses.every(feature => now.includes(feature));
}

/** One setting to write; undefined takes it away. */
export type SettingChange = readonly [key: string, value: unknown];

/**
 * The settings that make features use a draft, in the order in which they are to be written: at no time does one name
 * an endpoint that is not there. When everything uses it, it becomes `codexSpark.endpoint`.
 * @param spec undefined for the embedded engine
 */
export function settingsOf(
  draft: Draft,
  spec: EndpointSpec | undefined,
  settings: EndpointSettings,
): readonly SettingChange[] {
  const reference = spec?.name ?? 'local';
  const everything = features.every(feature => draft.uses.includes(feature));
  const changes: SettingChange[] = [];
  if (spec && spec.endpoint.kind !== 'local') {
    const { headers, ...rest } = draft.rest;
    const entry = {
      url: spec.endpoint.url,
      ...(spec.model === '' ? {} : { model: spec.model }),
      ...rest,
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
    };
    changes.push(['endpoints', { ...settings.endpoints, [spec.name]: entry }]);
  }
  if (everything) {
    changes.push(['endpoint', reference]);
    for (const feature of features)
      if (settings.features[feature] !== '') changes.push([`${feature}.endpoint`, undefined]);
  } else {
    for (const feature of draft.uses) changes.push([`${feature}.endpoint`, reference]);
  }
  return changes;
}

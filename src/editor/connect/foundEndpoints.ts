import * as v from 'valibot';
import { isLoopback } from '../../common/loopback';
import { features, readEntry, type EndpointSettings, type Feature } from '../endpoints/endpointSettings';
import { isUnusable, specOf, type EndpointSpec } from '../endpoints/endpointSpec';

/** An endpoint whose server was found running on this machine. */
export interface FoundEndpoint {
  /** Its address when it was connected: with another one it is another endpoint. */
  readonly url: string;
  /** What each feature that uses it used before, in the form of `codexSpark.endpoint`. */
  readonly before: Readonly<Partial<Record<Feature, string>>>;
}

/** Those of all windows, by name. */
export type FoundEndpoints = Readonly<Record<string, FoundEndpoint>>;

const schema = v.record(
  v.string(),
  v.object({
    url: v.string(),
    before: v.object({
      inline: v.optional(v.string()),
      edit: v.optional(v.string()),
      chat: v.optional(v.string()),
    }),
  }),
);

/** What was remembered; nothing where it is in no form that is known. */
export function readFoundEndpoints(remembered: unknown): FoundEndpoints {
  const parsed = v.safeParse(schema, remembered);
  return parsed.success ? parsed.output : {};
}

/** What is to be remembered when features are about to use an endpoint. @param settings as they are before */
export function withFoundEndpoint(
  known: FoundEndpoints,
  { name, url, uses }: { readonly name: string; readonly url: string; readonly uses: readonly Feature[] },
  settings: EndpointSettings,
): FoundEndpoints {
  const before = { ...known[name]?.before };
  for (const feature of uses) {
    const reference = settings.features[feature] || settings.endpoint;
    if (reference !== name) before[feature] = reference;
  }
  return { ...known, [name]: { url, before } };
}

/** Whether the settings still mean the endpoint that was found. */
export function isFound(name: string, known: FoundEndpoints, { endpoints }: EndpointSettings): boolean {
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!found || !Object.hasOwn(endpoints, name)) return false;
  const entry = readEntry(name, endpoints[name]);
  return !('problem' in entry) && entry.url === found.url;
}

/**
 * The settings with what was used before, wherever they name an endpoint whose server is gone. What is not on this machine
 * never stands in for what is: code that was to stay here would leave without a yes. The embedded engine does then.
 * @param coming those of the gone that are being started: for these the embedded engine stands in, whatever was before
 */
export function withoutGone(
  settings: EndpointSettings,
  known: FoundEndpoints,
  gone: ReadonlySet<string>,
  coming: ReadonlySet<string> = new Set(),
): EndpointSettings {
  const isGone = (reference: string): boolean => gone.has(reference) && isFound(reference, known, settings);
  const references = features.map(feature => {
    const used = settings.features[feature] || settings.endpoint;
    if (!isGone(used)) return [feature, used] as const;
    let reference = used;
    // What was before may be gone, too; what was before that may be the first again.
    for (let step = 0; isGone(reference) && step <= gone.size; step++)
      reference = (coming.has(reference) ? undefined : known[reference]?.before[feature]) ?? 'local';
    const stays = !isGone(reference) && isHere(feature, reference, settings);
    return [feature, stays ? reference : 'local'] as const;
  });
  if (references.every(([feature, now]) => now === (settings.features[feature] || settings.endpoint)))
    return settings;
  return { ...settings, features: { ...settings.features, ...Object.fromEntries(references) } };
}

/** Whether an endpoint is on this machine, as its address has it. */
export function isOnMachine({ endpoint }: EndpointSpec): boolean {
  return endpoint.kind === 'local' || isLoopback(new URL(endpoint.url).hostname);
}

/** Whether what a reference means runs on this machine. */
function isHere(feature: Feature, reference: string, settings: EndpointSettings): boolean {
  const spec = specOf(feature, { ...settings, features: { ...settings.features, [feature]: reference } });
  return !isUnusable(spec) && isOnMachine(spec);
}

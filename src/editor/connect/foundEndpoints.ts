import * as v from 'valibot';
import { features, readEntry, type EndpointSettings, type Feature } from '../endpoints/endpointSettings';

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

/** The settings with what was used before, wherever they name an endpoint whose server is gone. */
export function withoutGone(
  settings: EndpointSettings,
  known: FoundEndpoints,
  gone: ReadonlySet<string>,
): EndpointSettings {
  const isGone = (reference: string): boolean => gone.has(reference) && isFound(reference, known, settings);
  const references = features.map(feature => {
    let reference = settings.features[feature] || settings.endpoint;
    // What was before may be gone, too; what was before that may be the first again.
    for (let step = 0; isGone(reference) && step <= gone.size; step++)
      reference = known[reference]?.before[feature] ?? 'local';
    return [feature, isGone(reference) ? 'local' : reference] as const;
  });
  if (references.every(([feature, now]) => now === (settings.features[feature] || settings.endpoint)))
    return settings;
  return { ...settings, features: { ...settings.features, ...Object.fromEntries(references) } };
}

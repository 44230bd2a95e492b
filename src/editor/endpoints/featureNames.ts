import { features, type Feature } from './endpointSettings';

const words: Readonly<Record<Feature, string>> = { inline: 'suggestions', edit: 'edits', chat: 'chat' };

/** Features in words: `Suggestions`, `Edits and chat`. */
export function featureNames(some: readonly Feature[]): string {
  const names = some.map(feature => words[feature]);
  const last = names.pop() ?? '';
  const text = names.length > 0 ? `${names.join(', ')} and ${last}` : last;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What uses an endpoint, in words; empty when everything does, which need not be said. */
export function usesInWords(some: readonly Feature[]): string {
  return some.length === features.length ? '' : featureNames(some);
}

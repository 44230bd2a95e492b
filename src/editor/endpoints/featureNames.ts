import { inOneBreath, t } from '../../common/l10n';
import { features, type Feature } from './endpointSettings';

const words: Readonly<Record<Feature, string>> = {
  inline: t('suggestions'),
  edit: t('edits'),
  chat: t('chat'),
};

/** Features within a sentence: `suggestions`, `edits and chat`. */
export function featuresWithin(some: readonly Feature[]): string {
  return inOneBreath(some.map(feature => words[feature]));
}

/** Features in words: `Suggestions`, `Edits and chat`. */
export function featureNames(some: readonly Feature[]): string {
  const text = featuresWithin(some);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What uses an endpoint, in words; empty when everything does, which need not be said. */
export function usesInWords(some: readonly Feature[]): string {
  return some.length === features.length ? '' : featureNames(some);
}

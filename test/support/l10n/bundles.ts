import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** The languages besides English, by VS Code's names. */
export const languages = ['de', 'ja'] as const;

/** One of them. */
export type LanguageId = (typeof languages)[number];

const words = v.record(v.string(), v.string());

function read(file: string): Readonly<Record<string, string>> {
  return v.parse(words, JSON.parse(readFileSync(file, 'utf8')));
}

/** The messages of the sources, by their English text. */
export function bundleOf(id: LanguageId): Readonly<Record<string, string>> {
  return read(`l10n/bundle.l10n.${id}.json`);
}

/** The words of the manifest, by their keys. */
export function manifestWordsOf(id: LanguageId | 'en'): Readonly<Record<string, string>> {
  return read(id === 'en' ? 'package.nls.json' : `package.nls.${id}.json`);
}

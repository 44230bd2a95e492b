import { isSecretFile } from '../common/secretFiles';

/** What decides whether a document gets suggestions at all. */
export interface EligibilityFacts {
  readonly scheme: string;
  readonly path: string;
  readonly languageId: string;
  /** `codexSpark.inline.enabled`. */
  readonly enabled: boolean;
  /** `codexSpark.inline.languages`: by language id, `*` for all others. */
  readonly languages: Readonly<Record<string, boolean>>;
}

/** Why a document gets no suggestions; undefined when it does. The sentences are shown to the person. */
export function ineligible(facts: EligibilityFacts): string | undefined {
  if (!facts.enabled) return 'Inline suggestions are switched off.';
  if (!documentSchemes.has(facts.scheme)) return 'This is not an editable document.';
  if (isSecretFile(facts.path)) return 'This file may hold secrets, so nothing of it is sent.';
  if (!(facts.languages[facts.languageId] ?? facts.languages['*'] ?? true)) {
    return `Inline suggestions are switched off for the language "${facts.languageId}".`;
  }
  return undefined;
}

const documentSchemes: ReadonlySet<string> = new Set([
  'file',
  'untitled',
  'vscode-notebook-cell',
  'vscode-remote',
  'vscode-vfs',
  'vscode-userdata',
]);

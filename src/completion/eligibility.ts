import { t } from '../common/l10n';
import { isSecretFile } from '../common/secretFiles';

/** What decides whether a document gets suggestions at all. */
export interface EligibilityFacts {
  readonly scheme: string;
  /** Whether the file system of the scheme can be written; undefined where that is not known, or there is none. */
  readonly writable?: boolean | undefined;
  readonly path: string;
  readonly languageId: string;
  /**
   * By which ignore file and rule it is kept back, in words; `reading` while that is not known yet; undefined when
   * it is not.
   */
  readonly ignored: { readonly by: string } | 'reading' | undefined;
  /** `codexSpark.inline.enabled`. */
  readonly enabled: boolean;
  /** `codexSpark.inline.mode` is `off` for the language of the document. */
  readonly modeOff: boolean;
  /** `codexSpark.inline.languages`: by language id, `*` for all others. */
  readonly languages: Readonly<Record<string, boolean>>;
  /** `codexSpark.inline.settingsFiles`. */
  readonly settingsFiles: boolean;
}

/** Why a document gets no suggestions. */
export interface Ineligibility {
  readonly kind: 'disabled' | 'scheme' | 'secret' | 'ignored' | 'reading' | 'settings' | 'language' | 'mode';
  /** A sentence for the user. */
  readonly text: string;
}

/** No document gets any. */
export const switchedOff: Ineligibility = {
  kind: 'disabled',
  text: t('Inline suggestions are switched off.'),
};

/** Why a document gets no suggestions; undefined when it does. */
export function ineligible(facts: EligibilityFacts): Ineligibility | undefined {
  if (!facts.enabled) return switchedOff;
  const kept = keptBack(facts);
  if (kept) return kept;
  if (!facts.settingsFiles && isSettingsFile(facts.scheme, facts.path)) {
    return { kind: 'settings', text: t('Inline suggestions are switched off in settings files.') };
  }
  if (!isLanguageOn(facts.languages, facts.languageId)) {
    const text = t('Inline suggestions are switched off for the language "{0}".', facts.languageId);
    return { kind: 'language', text };
  }
  if (facts.modeOff) {
    const text = t(
      'Inline suggestions are switched off here: "codexSpark.inline.mode" is "off" for "{0}".',
      facts.languageId,
    );
    return { kind: 'mode', text };
  }
  return undefined;
}

/** Why nothing of a document may be sent to the endpoint, not even as context; undefined when it may. */
export function keptBack({
  scheme,
  writable,
  path,
  ignored,
}: Pick<EligibilityFacts, 'scheme' | 'writable' | 'path' | 'ignored'>): Ineligibility | undefined {
  if (writable === false || isReadOnly(scheme))
    return { kind: 'scheme', text: t('This is not an editable document.') };
  if (isSecretFile(path)) {
    return { kind: 'secret', text: t('This file may hold secrets, so nothing of it is sent.') };
  }
  if (ignored === 'reading') return { kind: 'reading', text: t('The ignore files are still being read.') };
  if (ignored) return { kind: 'ignored', text: t('This file is ignored by {0}.', ignored.by) };
  return undefined;
}

/** Whether suggestions are on for a language: by its own entry, else by that of `*`, else yes. */
export function isLanguageOn(languages: Readonly<Record<string, boolean>>, languageId: string): boolean {
  return languages[languageId] ?? languages['*'] ?? true;
}

/**
 * Whether documents of a scheme are known not to be code that one edits: views, histories and outputs. Any other scheme
 * may be a file system that an extension provides.
 */
function isReadOnly(scheme: string): boolean {
  return readOnlySchemes.has(scheme) || scheme.startsWith('codexspark-');
}

const readOnlySchemes: ReadonlySet<string> = new Set([
  ...[
    'git',
    'gitfs',
    'gitlens',
    'gitlens-git',
    'pr',
    'review',
    'githubpr',
    'vscode-local-history',
    'vscode-merge-conflict',
  ],
  ...[
    'output',
    'debug',
    'search-editor',
    'walkThrough',
    'walkThroughSnippet',
    'vscode-settings',
    'vscode-terminal',
  ],
  ...[
    'comment',
    'chatSessionInput',
    'vscode-chat-code-block',
    'vscode-chat-editing-snapshot-text-model',
    'http',
    'https',
    'data',
  ],
  ...['jdt', 'csharp', 'csharp-metadata', 'omnisharp-metadata', 'deno'],
]);

/** Files of settings: they hold tokens and names of machines more often than code. */
function isSettingsFile(scheme: string, path: string): boolean {
  if (scheme === 'vscode-userdata') return true;
  return /\.code-workspace$|\/\.vscode\/[^/]+\.json$|\/(User|Machine)\/([^/]+\/)*(settings|keybindings|tasks|mcp)\.json$/.test(
    path,
  );
}

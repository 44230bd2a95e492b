import * as vscode from 'vscode';
import { defaultMaxTokens } from '../completion/context/budget';
import { respectsGitignore } from './respectsGitignore';

/** Everything a user can set, typed, read once at a time. */
export interface Settings {
  /** Which documents get suggestions, and which are sent at all. */
  readonly documents: {
    readonly enabled: boolean;
    /** By language id; `*` for all others. */
    readonly languages: Readonly<Record<string, boolean>>;
    /** Whether settings files get suggestions. */
    readonly settingsFiles: boolean;
  };
  readonly inline: {
    /** Upper bound of one suggestion, in tokens. */
    readonly maxOutputTokens: number;
    /** Whether to ask on every change of the text, before VS Code does. */
    readonly headStart: boolean;
    /** How long to wait after a key before asking, in ms; null adapts to typing and endpoint. */
    readonly delay: number | null;
    /** Characters to stand on the line before suggestions are asked for, white space not counted. */
    readonly minLength: number;
    /** Whether to ask for what follows a suggestion while it is read. */
    readonly prefetch: boolean;
    /** Whether imports of names in accepted text are offered. */
    readonly offerImports: boolean;
    /** What goes with a request besides the text around the cursor. */
    readonly context: {
      /** Whether other open files do. */
      readonly openFiles: boolean;
      /** Whether declarations do that the language service finds. */
      readonly languageService: boolean;
      /** Upper bound of all that is sent ahead, in estimated tokens. */
      readonly maxTokens: number;
    };
  };
  readonly edit: {
    /** Whether buttons stand above each change. */
    readonly codeLens: boolean;
    /** Whether removed lines are shown beside those that stand in their place. */
    readonly removedLines: boolean;
  };
}

/** What all names of settings begin with, before the dot. */
export const section = 'codexSpark';

/** Reads the settings as they are now. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  return {
    documents: {
      enabled: configuration.get('inline.enabled', true),
      languages: configuration.get<Record<string, boolean>>('inline.languages', {}),
      settingsFiles: configuration.get('inline.settingsFiles', false),
    },
    inline: {
      maxOutputTokens: configuration.get('inline.maxOutputTokens', 160),
      headStart: configuration.get('inline.headStart', true),
      delay: configuration.get<number | null>('inline.delay', null),
      minLength: configuration.get('inline.minLength', 0),
      prefetch: configuration.get('inline.prefetch', true),
      offerImports: configuration.get('inline.offerImports', true),
      context: {
        openFiles: configuration.get('inline.context.openFiles', true),
        languageService: configuration.get('inline.context.languageService', true),
        maxTokens: configuration.get('inline.context.maxTokens', defaultMaxTokens),
      },
    },
    edit: {
      codeLens: configuration.get('edit.codeLens', true),
      removedLines: configuration.get('edit.removedLines', true),
    },
  };
}

/** Whether `.gitignore` keeps documents from being sent. To look where a setting stands takes longer than to read it. */
export function readRespectsGitignore(): boolean {
  const configuration = vscode.workspace.getConfiguration(section);
  return respectsGitignore(
    configuration.inspect('respectGitignore'),
    configuration.inspect('inline.respectGitignore'),
  );
}

/** Changes one setting for the user (not the workspace). */
export function updateSetting(key: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration(section).update(key, value, vscode.ConfigurationTarget.Global);
}

/** Calls `listener` when one of the settings below `codexSpark.` + `keys` has changed. */
export function onDidChangeSettings(keys: readonly string[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (keys.some(key => event.affectsConfiguration(`${section}.${key}`))) listener();
  });
}

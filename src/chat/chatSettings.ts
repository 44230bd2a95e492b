import * as vscode from 'vscode';
import type { ChatSettings } from './messages';

/** Everything a user can set about the chat. */
export interface ChatPreferences extends ChatSettings {
  /** What the model can read, in tokens. */
  readonly contextTokens: number;
  /** Whether the file at hand is attached by itself. */
  readonly attachCurrentFile: boolean;
}

/** Reads the settings as they are now; values out of range are moved into it. */
export function chatPreferences(): ChatPreferences {
  const settings = vscode.workspace.getConfiguration('codexSpark.chat');
  const number = (key: string, fallback: number, least: number, most: number): number => {
    const value: unknown = settings.get(key);
    return typeof value === 'number' && Number.isFinite(value)
      ? Math.min(most, Math.max(least, value))
      : fallback;
  };
  return {
    liveRedirect: settings.get('liveRedirect') === true,
    liveRedirectPauseMs: number('liveRedirectPause', 700, 100, 10_000),
    wrapCode: settings.get('wrapCode') === true,
    showNumbers: settings.get('showNumbers') !== false,
    contextTokens: Math.round(number('contextTokens', 32_000, 1_000, 2_000_000)),
    attachCurrentFile: settings.get('attachCurrentFile') !== false,
  };
}

import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { ApiKeys } from './apiKeys';
import type { Connection } from './connection';
import { diagnosticReport } from './diagnosticReport';
import { parseEndpoint, type Endpoint } from './endpoint';
import type { Permission } from './permission/permission';
import { reportDocument } from './reportDocument';
import { readSettings, updateSetting } from './settings';
import { toggleLanguage } from './toggleLanguage';
import { whyNoSuggestion } from './whyNoSuggestion';

/** What the commands work on. */
export interface CommandParts {
  readonly context: vscode.ExtensionContext;
  readonly keys: ApiKeys;
  readonly channel: vscode.LogOutputChannel;
  /** The connection as it is now; undefined while the endpoint setting is unusable. */
  readonly connection: () => Connection | undefined;
  readonly permission: Permission;
  /** Builds the connection anew. */
  readonly reconnect: () => void;
  readonly showSession: () => void;
  /** The latest lines of the log. */
  readonly recentLog: () => readonly string[];
}

/** Registers every command of the extension. */
export function registerCommands(parts: CommandParts): Disposable {
  const { keys, channel, connection } = parts;
  const store = new DisposableStore();
  const page = store.add(reportDocument());
  const endpoint = (): Endpoint => parseEndpoint(readSettings().endpoint);
  const table: Readonly<Record<string, () => unknown>> = {
    toggleInline: () => updateSetting('inline.enabled', !readSettings().documents.enabled),
    toggleLanguage,
    whyNoSuggestion: () => whyNoSuggestion(parts),
    setApiKey: async () => {
      if (await keys.ask(endpoint())) parts.reconnect();
    },
    removeApiKey: async () => {
      await keys.remove(endpoint());
      parts.reconnect();
    },
    showSession: parts.showSession,
    showLog: () => channel.show(true),
    reconnect: () => connection()?.session.reconnect(),
    diagnose: async () => {
      const report = await connection()?.diagnose();
      if (report !== undefined) await page.show(report);
    },
    copyReport: async () => {
      await vscode.env.clipboard.writeText(report(parts));
      void vscode.window.showInformationMessage('Codex Spark: the diagnostic report is on the clipboard.');
    },
  };
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return store;
}

const manifest = v.object({ version: v.string() });

function report({ context, connection, recentLog }: CommandParts): string {
  const { version } = v.parse(manifest, context.extension.packageJSON);
  return diagnosticReport({
    extensionVersion: version,
    vscodeVersion: vscode.version,
    platform: `${process.platform} ${process.arch}`,
    host: vscode.env.appHost,
    picture: connection()?.picture(),
    log: recentLog(),
  });
}

import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import { t } from '../common/l10n';
import type { ComingAndGoing } from './connect/comingAndGoing';
import { connectModel } from './connect/connectModel';
import type { OwnLlama } from './connect/ownLlama';
import { diagnose } from './diagnosis/diagnose';
import { diagnosticReport } from './diagnosis/diagnosticReport';
import type { ApiKeys } from './endpoints/apiKeys';
import { askForKey, pickEndpoint } from './endpoints/askForKey';
import type { EndpointConnection } from './endpoints/endpointConnection';
import type { Connections } from './endpoints/connections';
import type { EndpointFeature } from './endpoints/endpointFeature';
import { knownSpecs, type EndpointSpec } from './endpoints/endpointSpec';
import { usesInWords } from './endpoints/featureNames';
import type { InlineHost } from './inline/inlineHost';
import type { Permission } from './permission/permission';
import { reportDocument } from './diagnosis/reportDocument';
import { readEndpointSettings } from './endpoints/readEndpointSettings';
import type { Eagerness } from './eagerness';
import { toggleInline } from './inline/toggleInline';
import { toggleLanguage } from './inline/toggleLanguage';
import { whyNoSuggestion } from './inline/whyNoSuggestion';
import { openScratch } from './walkthrough/openScratch';

/** What the commands work on. */
export interface CommandParts {
  readonly context: vscode.ExtensionContext;
  readonly keys: ApiKeys;
  readonly channel: vscode.LogOutputChannel;
  readonly clock: Clock;
  readonly connections: Connections<EndpointConnection>;
  /** Builds a connection that is no feature's, to try an endpoint. */
  readonly tryOut: EndpointFeature['tryOut'];
  /** Servers that were found on this machine. */
  readonly comingAndGoing: ComingAndGoing;
  readonly ownLlama: OwnLlama;
  readonly inline: InlineHost;
  readonly permission: Permission;
  readonly eagerness: Eagerness;
  readonly showSession: () => void;
  /** The latest lines of the log. */
  readonly recentLog: () => readonly string[];
}

/** Registers every command of the extension. */
export function registerCommands(parts: CommandParts): Disposable {
  const { keys, channel, connections } = parts;
  const store = new DisposableStore();
  const page = store.add(reportDocument());
  /** An endpoint that takes a key: one that is in use, or named in the settings. */
  const keyedEndpoint = async (title: string): Promise<EndpointSpec | undefined> => {
    const specs = knownSpecs(readEndpointSettings()).filter(({ endpoint }) => endpoint.kind !== 'local');
    if (specs.length === 0)
      void vscode.window.showInformationMessage(
        t('The embedded engine needs no API key. Run "Codex Spark: Connect a Model" first.'),
      );
    return await pickEndpoint(title, specs);
  };
  const table: Readonly<Record<string, () => unknown>> = {
    toggleInline: () => toggleInline(parts.eagerness),
    toggleLanguage: () => toggleLanguage(parts.eagerness),
    whyNoSuggestion: () => whyNoSuggestion(parts),
    openScratch,
    connectModel: () => connectModel(parts),
    findModels: () => connectModel(parts, { onlyFound: true }),
    setApiKey: async () => {
      const spec = await keyedEndpoint(t('Set API Key'));
      if (spec) await askForKey(spec, keys);
    },
    removeApiKey: async () => {
      const spec = await keyedEndpoint(t('Remove API Key'));
      if (spec) await keys.remove(spec);
    },
    showSession: parts.showSession,
    showLog: () => channel.show(true),
    reconnect: () => connections.reconnect(),
    diagnose: async () => {
      const used = connections.all.map(({ connection }) => connection);
      const spec = await pickEndpoint(
        t('Test the Connection'),
        used.map(connection => connection.spec),
      );
      const chosen = used.find(connection => connection.spec === spec);
      const report = chosen && (await diagnose(chosen.diagnosisSubject, parts.clock));
      if (report !== undefined) await page.show(report);
    },
    copyReport: async () => {
      await vscode.env.clipboard.writeText(report(parts));
      void vscode.window.showInformationMessage(t('Codex Spark: the diagnostic report is on the clipboard.'));
    },
  };
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return store;
}

const manifest = v.object({ version: v.string() });

function report({ context, connections, recentLog }: CommandParts): string {
  const { version } = v.parse(manifest, context.extension.packageJSON);
  return diagnosticReport({
    extensionVersion: version,
    vscodeVersion: vscode.version,
    platform: `${process.platform} ${process.arch}`,
    host: vscode.env.appHost,
    endpoints: connections.all.map(({ connection, uses }) => connection.picture(usesInWords(uses))),
    log: recentLog(),
  });
}

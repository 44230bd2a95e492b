import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import { t } from '../common/l10n';
import type { Later } from '../common/later';
import type { ComingAndGoing } from './connect/comingAndGoing';
import type { OwnLlama } from './connect/ownLlama';
import type { ApiKeys } from './endpoints/apiKeys';
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
  readonly ownLlama: Later<OwnLlama>;
  readonly inline: InlineHost;
  readonly permission: Permission;
  readonly eagerness: Eagerness;
  readonly showSession: () => unknown;
  /** Forgets the conversations that are in memory. */
  readonly forgetChat: () => Promise<void>;
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
    const { pickEndpoint } = await import('./endpoints/askForKey');
    return await pickEndpoint(title, specs);
  };
  const connect = async (onlyFound: boolean): Promise<void> => {
    const { connectModel } = await import('./connect/connectModel');
    const ownLlama = await parts.ownLlama.get();
    await connectModel({ ...parts, ownLlama, memory: parts.context.globalState }, { onlyFound });
  };
  const table: Readonly<Record<string, () => unknown>> = {
    toggleInline: async () => (await import('./inline/toggleInline')).toggleInline(parts.eagerness),
    toggleLanguage: async () => (await import('./inline/toggleLanguage')).toggleLanguage(parts.eagerness),
    whyNoSuggestion: async () => (await import('./inline/whyNoSuggestion')).whyNoSuggestion(parts),
    openScratch: async () => (await import('./walkthrough/openScratch')).openScratch(),
    connectModel: () => connect(false),
    findModels: () => connect(true),
    setApiKey: async () => {
      const spec = await keyedEndpoint(t('Set API Key'));
      if (spec) await (await import('./endpoints/askForKey')).askForKey(spec, keys);
    },
    removeApiKey: async () => {
      const spec = await keyedEndpoint(t('Remove API Key'));
      if (spec) await keys.remove(spec);
    },
    removeAllData: async () => (await import('./removal/removeAllData')).removeAllData(parts),
    showSession: parts.showSession,
    showLog: () => channel.show(true),
    reconnect: () => connections.reconnect(),
    diagnose: async () => {
      const [{ pickEndpoint }, { diagnose }] = await Promise.all([
        import('./endpoints/askForKey'),
        import('./diagnosis/diagnose'),
      ]);
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
      const { copyReport } = await import('./diagnosis/copyReport');
      await copyReport({
        packageJSON: parts.context.extension.packageJSON,
        endpoints: connections.all.map(({ connection, uses }) => connection.picture(usesInWords(uses))),
        log: parts.recentLog(),
      });
    },
  };
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return store;
}

import * as path from 'node:path';
import * as vscode from 'vscode';
import { chatFeature } from './chat/chatFeature';
import { systemClock } from './common/systemClock';
import { ApiKeys } from './editor/apiKeys';
import { registerCommands } from './editor/commands';
import { openConnection, type Connection } from './editor/connection';
import type { AdviceAction } from './editor/connectionAdvice';
import { readCaFile } from './editor/caFile';
import { editFeature } from './editor/edit/editFeature';
import { parseEndpoint } from './editor/endpoint';
import { sparkSession, type ExtensionApi } from './editor/extensionApi';
import { extensionLog } from './editor/extensionLog';
import { GatewayProcess } from './editor/gatewayProcess';
import { httpsPost } from './editor/httpsPost';
import { createPermission } from './editor/permission/permission';
import { SessionPanel } from './editor/sessionView/sessionPanel';
import { connectionSettings, onDidChangeSettings, readSettings } from './editor/settings';
import { createStatusBar } from './editor/statusBar';
import { webSocketOpener } from './session/wsSocket';

/** Builds the parts and hands them to each other; nothing else happens here. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const startedAt = systemClock.now();
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const channel = own(vscode.window.createOutputChannel('Codex Spark Live', { log: true }));
  const { log, recent } = own(extensionLog(channel, process.env));
  const keys = new ApiKeys(context.secrets);
  const status = own(createStatusBar(systemClock));
  const permission = own(createPermission());
  const gateway = own(
    new GatewayProcess({
      script: path.join(context.extensionPath, 'dist', 'gateway.js'),
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      log,
    }),
  );

  let connection: Connection | undefined;
  let connectedWith = '';
  const panel = own(
    new SessionPanel({
      extensionUri: context.extensionUri,
      clock: systemClock,
      picture: () => connection?.picture(),
      act: command => void vscode.commands.executeCommand(`codexSpark.${command}`),
    }),
  );
  const chat = own(
    chatFeature({
      context,
      session: () => connection?.session,
      endpointName: () => connection?.picture().endpoint ?? '',
      permission,
      clock: systemClock,
      log,
    }),
  );
  const act = (action: AdviceAction): void => {
    const commands: Record<AdviceAction, () => unknown> = {
      'Set API Key': () => vscode.commands.executeCommand('codexSpark.setApiKey'),
      'Open Settings': () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'codexSpark.endpoint'),
      'Test Connection': () => vscode.commands.executeCommand('codexSpark.diagnose'),
      'Show Log': () => channel.show(true),
      Retry: () => connection?.session.reconnect(),
    };
    commands[action]();
  };
  const unusable = (reason: string, setting: string): void => {
    status.showInvalid(reason);
    void vscode.window.showErrorMessage(`Codex Spark: ${reason}`, 'Open Settings').then(choice => {
      if (choice) void vscode.commands.executeCommand('workbench.action.openSettings', setting);
    });
  };
  const connect = (): void => {
    connection?.dispose();
    connection = undefined;
    const settings = readSettings();
    connectedWith = connectionSettings(settings);
    const endpoint = parseEndpoint(settings.endpoint);
    const certificates = readCaFile(settings.caFile);
    if (endpoint.kind === 'invalid') return unusable(endpoint.reason, 'codexSpark.endpoint');
    if ('problem' in certificates) return unusable(certificates.problem, 'codexSpark.caFile');
    connection = openConnection({
      settings,
      endpoint,
      sources: { gateway, keys, extraHeaders: settings.headers },
      openSocket: webSocketOpener({ ca: certificates.authorities }),
      httpPost: httpsPost(certificates.authorities),
      ca: certificates.authorities,
      status,
      permission,
      log,
      clock: systemClock,
      onDidChange: () => {
        panel.changed();
        chat.connectionChanged();
      },
      act,
    });
  };
  connect();
  own({ dispose: () => connection?.dispose() });
  own(
    onDidChangeSettings(['endpoint', 'model', 'headers', 'caFile', 'inline'], () => {
      if (connectionSettings(readSettings()) !== connectedWith) connect();
    }),
  );

  const recentLog = (): readonly string[] => [...recent.lines];
  own(
    registerCommands({
      context,
      keys,
      channel,
      connection: () => connection,
      permission,
      reconnect: connect,
      showSession: () => panel.show(),
      recentLog,
    }),
  );

  own(
    editFeature({
      session: () => connection?.session,
      permission,
      memory: context.globalState,
      clock: systemClock,
    }),
  );

  const activationMs = systemClock.now() - startedAt;
  log.info(`activated in ${activationMs.toFixed(1)} ms`);
  const spark = sparkSession(() => connection?.session);
  return { activationMs, recentLog, initializeSession: () => Promise.resolve(spark) };
}

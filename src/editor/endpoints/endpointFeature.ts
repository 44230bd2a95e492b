import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import type { WireError } from '../../protocol/errors';
import { webSocketOpener } from '../../session/connection/wsSocket';
import { onDidChangeSettings } from '../settings';
import type { ApiKeys } from './apiKeys';
import { readCaFile } from './caFile';
import { openEndpointConnection, type EndpointConnection } from './endpointConnection';
import { connectionAdvice, type AdviceAction } from './connectionAdvice';
import { Connections } from './connections';
import { features } from './endpointSettings';
import type { EndpointSpec, Unusable } from './endpointSpec';
import { httpsPost } from './httpsPost';
import { endpointSettingKeys, readEndpointSettings } from './readEndpointSettings';
import type { Substitutes } from './substitutes';

/** What the endpoints of a window are connected with. */
export interface EndpointFeatureParts {
  readonly keys: ApiKeys;
  /** Path of the gateway's bundle. */
  readonly gatewayScript: string;
  readonly showLog: () => void;
  readonly log: Log;
  readonly clock: Clock;
  /** What stands in for endpoints whose server comes and goes. */
  readonly substitutes: Substitutes;
}

/** The endpoints of a window. */
export interface EndpointFeature extends Disposable {
  readonly connections: Connections<EndpointConnection>;
  /** Builds a connection that is no feature's, to try an endpoint. The caller owns it. */
  readonly tryOut: (spec: EndpointSpec, key: string | undefined) => EndpointConnection;
}

/** Keeps the connections in step with settings and keys, and tells the user what does not work. */
export function endpointFeature(parts: EndpointFeatureParts): EndpointFeature {
  const { keys, gatewayScript, log, clock, substitutes } = parts;
  const store = new DisposableStore();
  const act = (action: AdviceAction, setting: string): void => {
    const run = (command: string, ...args: readonly unknown[]): unknown =>
      vscode.commands.executeCommand(command, ...args);
    const actions: Readonly<Record<AdviceAction, () => unknown>> = {
      'Set API Key': () => run('codexSpark.setApiKey'),
      'Connect a Model': () => run('codexSpark.connectModel'),
      'Open Settings': () => run('workbench.action.openSettings', setting),
      'Test Connection': () => run('codexSpark.diagnose'),
      'Show Log': parts.showLog,
      Retry: () => connections.reconnect(),
    };
    actions[action]();
  };
  const say = (message: string, actions: readonly AdviceAction[], setting: string): void => {
    void vscode.window.showErrorMessage(message, ...actions).then(action => {
      if (action) act(action, setting);
    });
  };
  const tell = async (error: WireError, spec: EndpointSpec): Promise<void> => {
    if (await substitutes.takeOver(spec)) return;
    const { message, actions } = connectionAdvice(error, spec.endpoint);
    say(message, actions, spec.name === '' ? 'codexSpark.endpoint' : 'codexSpark.endpoints');
  };
  const open = (
    spec: EndpointSpec,
    key: () => Promise<string | undefined>,
    told: (error: WireError, spec: EndpointSpec) => unknown,
  ): EndpointConnection => {
    const certificates = readCaFile(spec.caFile);
    const ca = 'problem' in certificates ? undefined : certificates.authorities;
    return openEndpointConnection(spec, {
      gatewayScript,
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      key,
      openSocket: webSocketOpener({ ca }),
      httpPost: httpsPost(ca),
      ca,
      log,
      clock,
      tell: (error, failing) => void told(error, failing),
    });
  };
  const connections = store.add(
    new Connections<EndpointConnection>(spec => open(spec, () => keys.get(spec), tell)),
  );
  let toldOf: readonly string[] = [];
  const apply = (): void => {
    const settings = substitutes.apply(readEndpointSettings());
    connections.apply(settings);
    const certificates = readCaFile(settings.caFile);
    const problems: readonly Unusable[] = [
      ...features.flatMap(feature => connections.problemOf(feature) ?? []),
      ...('problem' in certificates ? [{ reason: certificates.problem, setting: 'codexSpark.caFile' }] : []),
    ];
    const byReason = new Map(problems.map(problem => [problem.reason, problem]));
    for (const { reason, setting } of byReason.values())
      if (!toldOf.includes(reason)) say(`Codex Spark: ${reason}`, ['Open Settings'], setting);
    toldOf = [...byReason.keys()];
  };
  apply();
  store.add(onDidChangeSettings(endpointSettingKeys, apply));
  store.add(substitutes.onDidChange(apply));
  store.add(keys.onDidChange(stored => connections.keyChanged(stored)));
  return {
    connections,
    tryOut: (spec, key) =>
      open(
        spec,
        () => Promise.resolve(key),
        () => undefined,
      ),
    dispose: () => store.dispose(),
  };
}

import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import type { WireError } from '../../protocol/errors';
import { laterSocketOpener } from '../../session/connection/laterSocket';
import { pressed } from '../buttons';
import { onDidChangeSettings } from '../settings';
import type { TurnStarter } from '../../session/session';
import type { ApiKeys } from './apiKeys';
import { ApplyConnection } from './applyConnection';
import { readCaFile } from './caFile';
import { openEndpointConnection, type ConnectionParts, type EndpointConnection } from './endpointConnection';
import { adviceWords, connectionAdvice, type AdviceAction } from './connectionAdvice';
import { Connections } from './connections';
import { features } from './endpointSettings';
import { applySpecOf, endpointPlace, type EndpointSpec, type Unusable } from './endpointSpec';
import { httpsPost } from './httpsPost';
import {
  endpointSettingKeys,
  readEndpointSettings,
  readTierFallback,
  writeTierFallback,
} from './readEndpointSettings';
import { sharePlace, type Sharing } from './sharePlace';
import type { Substitutes } from './substitutes';
import { tierNotice, tierWords } from './tierNotice';
import type { RefusedTier } from '../../session/turns/serviceTiers';

/** What the endpoints of a window are connected with. */
export interface EndpointFeatureParts {
  readonly keys: ApiKeys;
  /** Path of the gateway's bundle. */
  readonly gatewayScript: string;
  /** How windows share the embedded engine. */
  readonly sharing: Sharing;
  readonly showLog: () => void;
  readonly log: Log;
  readonly clock: Clock;
  /** What stands in for endpoints whose server comes and goes. */
  readonly substitutes: Substitutes;
}

/** The endpoints of a window. */
export interface EndpointFeature extends Disposable {
  readonly connections: Connections<EndpointConnection>;
  /** The session that merges code into files; undefined where no endpoint is chosen for it. */
  readonly applySession: () => TurnStarter | undefined;
  /** Builds a connection that is no feature's, to try an endpoint. The caller owns it. */
  readonly tryOut: (spec: EndpointSpec, key: string | undefined) => EndpointConnection;
}

/** Keeps the connections in step with settings and keys, and tells the user what does not work. */
export function endpointFeature(parts: EndpointFeatureParts): EndpointFeature {
  const { keys, gatewayScript, sharing, log, clock, substitutes } = parts;
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
    void pressed(actions, adviceWords, labels => vscode.window.showErrorMessage(message, ...labels)).then(
      action => {
        if (action) act(action, setting);
      },
    );
  };
  const tell = async (error: WireError, spec: EndpointSpec): Promise<void> => {
    if (await substitutes.takeOver(spec)) return;
    const { message, actions } = connectionAdvice(error, spec.endpoint);
    say(message, actions, spec.name === '' ? 'codexSpark.endpoint' : 'codexSpark.endpoints');
  };
  const tellTier = (refused: RefusedTier, spec: EndpointSpec, giveUp: () => void): void => {
    const { message, choices, isProblem } = tierNotice(
      refused,
      endpointPlace(spec.endpoint),
      readTierFallback(),
    );
    const show = isProblem ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    void pressed(choices, tierWords, labels => show(message, ...labels)).then(choice => {
      if (choice === 'Use Default Tier' || choice === 'Always Use It') giveUp();
      if (choice === 'Always Use It') void writeTierFallback('default');
      if (choice === 'Open Settings') act(choice, 'codexSpark.serviceTier');
    });
  };
  const open = (
    spec: EndpointSpec,
    key: () => Promise<string | undefined>,
    told: {
      readonly tell: (error: WireError, spec: EndpointSpec) => unknown;
      readonly tellTier: ConnectionParts['tellTier'];
    },
  ): EndpointConnection => {
    const certificates = readCaFile(spec.caFile);
    const ca = 'problem' in certificates ? undefined : certificates.authorities;
    return openEndpointConnection(spec, {
      gatewayScript,
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      share: start => sharePlace(sharing, gatewayScript, start),
      key,
      openSocket: laterSocketOpener(async () =>
        (await import('../../session/connection/wsSocket')).webSocketOpener({ ca }),
      ),
      httpPost: httpsPost(ca),
      ca,
      log,
      clock,
      tierFallBack: () => readTierFallback() === 'default',
      tell: (error, failing) => void told.tell(error, failing),
      tellTier: told.tellTier,
    });
  };
  const connections = store.add(
    new Connections<EndpointConnection>(spec => open(spec, () => keys.get(spec), { tell, tellTier })),
  );
  const applying = store.add(
    new ApplyConnection<EndpointConnection>({
      chosen: () => applySpecOf(readEndpointSettings()),
      inUse: () => connections.all.map(({ connection }) => connection),
      open: spec => open(spec, () => keys.get(spec), { tell, tellTier }),
      tell: ({ reason, setting }) => say(`Codex Spark: ${reason}`, ['Open Settings'], setting),
    }),
  );
  let toldOf: readonly string[] = [];
  const apply = (): void => {
    const settings = substitutes.apply(readEndpointSettings());
    connections.apply(settings);
    applying.settingsChanged();
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
  store.add(
    keys.onDidChange(stored => {
      connections.keyChanged(stored);
      applying.keyChanged(stored);
    }),
  );
  return {
    connections,
    applySession: () => applying.session(),
    tryOut: (spec, key) =>
      open(spec, () => Promise.resolve(key), { tell: () => undefined, tellTier: () => undefined }),
    dispose: () => store.dispose(),
  };
}

import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import { ineligible } from '../completion/eligibility';
import type { Session } from '../session/session';
import type { ApiKeys } from './apiKeys';
import type { AdviceAction } from './connectionAdvice';
import { connectionNotices } from './connectionNotices';
import { connectSession, localModel } from './connectSession';
import type { Endpoint } from './endpoint';
import type { GatewayProcess } from './gatewayProcess';
import { inlineFeature } from './inlineFeature';
import type { Settings } from './settings';
import type { StatusBar } from './statusBar';

/** What a connection is built from; all of it outlives the connection. */
export interface ConnectionParts {
  readonly settings: Settings;
  readonly endpoint: Exclude<Endpoint, { kind: 'invalid' }>;
  readonly gateway: GatewayProcess;
  readonly keys: ApiKeys;
  readonly status: StatusBar;
  readonly log: Log;
  readonly clock: Clock;
  /** Does what the person chose in a message about the connection. */
  readonly act: (action: AdviceAction) => void;
}

/** One session with the features that use it. Replaced as a whole when a setting it depends on changes. */
export interface Connection extends Disposable {
  readonly session: Session;
}

/** Builds the session and its features for the settings as they are. */
export function openConnection(parts: ConnectionParts): Connection {
  const { settings, endpoint, status, clock } = parts;
  const store = new DisposableStore();
  const session = store.add(connectSession({ ...parts, model: settings.model }));
  const reason = (document: vscode.TextDocument): string | undefined =>
    ineligible({
      scheme: document.uri.scheme,
      path: document.uri.path,
      languageId: document.languageId,
      ...settings.inline,
    });
  const inline = store.add(
    inlineFeature(session, settings, document => reason(document) === undefined, clock),
  );

  let busy = false;
  const local = endpoint.kind === 'local';
  const showStatus = (): void => {
    const active = vscode.window.activeTextEditor?.document;
    status.update({
      state: session.state,
      metrics: session.metrics(),
      endpointName: local ? 'Local (no model)' : settings.model || new URL(endpoint.url).host,
      local,
      off: settings.inline.enabled ? active && reason(active) : 'Inline suggestions are switched off.',
      busy,
    });
  };
  store.add(session.onDidChangeState(showStatus));
  store.add(session.onDidEndTurn(showStatus));
  store.add(vscode.window.onDidChangeActiveTextEditor(showStatus));
  store.add(
    inline.onDidChangeBusy(now => {
      busy = now;
      showStatus();
    }),
  );
  store.add(connectionNotices(session, endpoint, parts.act));
  showStatus();
  parts.log.info('connection', {
    endpoint: local ? 'local' : endpoint.origin,
    model: settings.model || (local ? localModel : ''),
  });
  return { session, dispose: () => store.dispose() };
}

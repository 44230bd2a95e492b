import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { HttpPost } from '../session/httpTransport';
import type { Session } from '../session/session';
import type { OpenSocket } from '../session/socket';
import type { TurnTimings } from '../session/turn';
import { connectionAdvice, type AdviceAction } from './connectionAdvice';
import { connectionNotices } from './connectionNotices';
import { connectSession, localModel } from './connectSession';
import { diagnose } from './diagnosis/diagnose';
import type { Endpoint } from './endpoint';
import { endpointTarget, type EndpointSources } from './endpointTarget';
import { inlineFeature, type InlineFeature } from './inlineFeature';
import { lingering } from './lingering';
import type { Permission } from './permission/permission';
import type { SessionPicture } from './sessionView/messages';
import { sessionPicture } from './sessionView/picture';
import { TurnHistory } from './sessionView/turnHistory';
import type { Settings } from './settings';
import type { StatusBar } from './statusBar';

/** What a connection is built from; all of it outlives the connection. */
export interface ConnectionParts {
  readonly settings: Settings;
  readonly endpoint: Exclude<Endpoint, { kind: 'invalid' }>;
  readonly sources: EndpointSources;
  readonly openSocket: OpenSocket;
  readonly httpPost: HttpPost;
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca: readonly string[] | undefined;
  readonly status: StatusBar;
  readonly permission: Permission;
  readonly log: Log;
  readonly clock: Clock;
  /** Something that the session view shows has changed. */
  readonly onDidChange: () => void;
  /** Does what the person chose in a message about the connection. */
  readonly act: (action: AdviceAction) => void;
}

/** Generating for less than this, in ms, is not worth a change of the status bar. */
const visibleMs = 150;

/** One session with the features that use it. Replaced as a whole when a setting it depends on changes. */
export interface Connection extends Disposable {
  readonly session: Session;
  readonly inline: InlineFeature;
  /** What the session view shows of it. */
  picture(): SessionPicture;
  /** Tests the connection step by step; the report as Markdown, or undefined when it was cancelled. */
  diagnose(): Promise<string | undefined>;
}

/** Builds the session and its features for the settings as they are. */
export function openConnection(parts: ConnectionParts): Connection {
  const { settings, endpoint, status, permission, clock } = parts;
  const store = new DisposableStore();
  const target = endpointTarget(endpoint, parts.sources);
  const connect = (): Session => connectSession(target, settings.model, parts);
  const session = store.add(connect());
  const inline = store.add(inlineFeature(session, settings, permission, clock));

  const local = endpoint.kind === 'local';
  const endpointName = local ? 'Local (no model)' : settings.model || new URL(endpoint.url).host;
  const history = new TurnHistory();
  let busy = false;
  let last: TurnTimings | undefined;
  const changed = (): void => {
    const active = vscode.window.activeTextEditor?.document;
    status.update(
      {
        state: session.state,
        endpointName,
        local,
        off: permission.inlineOff(active)?.text,
        busy,
        languageId: active?.languageId,
      },
      () => ({ metrics: session.metrics(), last }),
    );
    parts.onDidChange();
  };
  store.add(session.onDidChangeState(changed));
  store.add(
    session.onDidEndTurn(result => {
      history.add(result, clock.now());
      if (result.lane.startsWith('inline') && result.timings.firstTokenMs !== undefined)
        last = result.timings;
      changed();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(changed));
  store.add(permission.onDidChange(changed));
  const generating = store.add(
    lingering(clock, visibleMs, now => {
      busy = now;
      changed();
    }),
  );
  store.add(inline.onDidChangeBusy(now => generating.set(now)));
  store.add(
    connectionNotices(session, clock, error => {
      const { message, actions } = connectionAdvice(error, endpoint);
      void vscode.window.showErrorMessage(message, ...actions).then(action => {
        if (action) parts.act(action);
      });
    }),
  );
  changed();
  parts.log.info('connection', {
    endpoint: local ? 'local' : endpoint.origin,
    model: settings.model || (local ? localModel : ''),
  });
  return {
    session,
    inline,
    picture: () =>
      sessionPicture({
        endpoint: endpointName,
        state: session.state,
        profile: session.profile,
        metrics: session.metrics(),
        turns: history.turns,
      }),
    diagnose: () =>
      diagnose({ target, endpointName, openSocket: parts.openSocket, connect, ca: parts.ca }, clock),
    dispose: () => store.dispose(),
  };
}

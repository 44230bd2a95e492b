import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter, type Event } from '../../common/emitter';
import type { Log } from '../../common/log';
import type { WireError } from '../../protocol/errors';
import type { HttpPost } from '../../session/connection/httpTransport';
import type { Session } from '../../session/session';
import type { RefusedTier } from '../../session/turns/serviceTiers';
import type { OpenSocket } from '../../session/connection/socket';
import type { EndpointPicture } from '../sessionView/messages';
import { endpointPicture } from '../sessionView/picture';
import { TurnHistory } from '../sessionView/turnHistory';
import { connectionNotices } from './connectionNotices';
import { connectSession, localModel } from './connectSession';
import type { DiagnosisSubject } from './diagnosisSubject';
import { endpointPlace, endpointTitle, tierFor, type EndpointSpec, type Recording } from './endpointSpec';
import { localGateway, replayGateway, upstreamGateway, type GatewayStart } from './gatewayArguments';
import { Gateway } from './gateway';
import { startGateway } from './gatewayChild';
import { proxyEnvironment } from './proxyEnvironment';
import type { SharePlace } from './sharedGateway';
import { gatewayTarget, socketTarget, type EndpointTarget } from './target';
import { turnTrouble } from './turnTrouble';

/** What a connection is built from besides its endpoint; all of it outlives the connection. */
export interface ConnectionParts {
  /** Path of the gateway's bundle. */
  readonly gatewayScript: string;
  /** Folder the embedded engine may recall from. */
  readonly workspace: string | undefined;
  /** Where windows meet that share an embedded engine; undefined where this window has one of its own. */
  readonly share: (start: GatewayStart) => SharePlace | undefined;
  /** The key of the endpoint, asked when it is needed. */
  readonly key: () => Promise<string | undefined>;
  readonly openSocket: OpenSocket;
  readonly httpPost: HttpPost;
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca: readonly string[] | undefined;
  readonly log: Log;
  readonly clock: Clock;
  /** Tells the user that something does not work; called once until it has worked in between. */
  readonly tell: (error: WireError, spec: EndpointSpec) => void;
  /** Whether requests may go on without a tier that is refused. */
  readonly tierFallBack: () => boolean;
  /** Tells of a tier that could not be had; `giveUp` lets requests of this session go on without it. */
  readonly tellTier: (refused: RefusedTier, spec: EndpointSpec, giveUp: () => void) => void;
}

/** One endpoint and the one session to it. Replaced as a whole when a setting or key it depends on changes. */
export interface EndpointConnection extends Disposable {
  readonly spec: EndpointSpec;
  /** What people call it. */
  readonly title: string;
  readonly session: Session;
  /** Why requests fail although the connection is open; undefined while they do not. */
  readonly trouble: WireError | undefined;
  /** Something that can be shown of it has changed. */
  readonly onDidChange: Event<void>;
  /** What the session view shows of it. */
  picture(uses: string): EndpointPicture;
  /** What a test of this connection looks at. */
  readonly diagnosisSubject: DiagnosisSubject;
}

/** Opens nothing yet: the session connects, and a gateway is started, when first used. */
export function openEndpointConnection(spec: EndpointSpec, parts: ConnectionParts): EndpointConnection {
  const { clock, log } = parts;
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  const target = targetOf(spec, parts, store);
  const connect = (): Session =>
    connectSession(target, spec.model, { ...parts, serviceTier: lane => tierFor(lane, spec) });
  const session = store.add(connect());
  const title = endpointTitle(spec);
  const history = new TurnHistory();
  const trouble = store.add(turnTrouble(session));
  const notify = (): void => changed.fire();
  store.add(session.onDidChangeState(notify));
  store.add(trouble.onDidChange(notify));
  store.add(
    session.onDidEndTurn(result => {
      history.add(result, clock.now());
      notify();
    }),
  );
  store.add(connectionNotices(session, trouble, clock, error => parts.tell(error, spec)));
  store.add(
    session.onDidRefuseTier(refused => parts.tellTier(refused, spec, () => session.giveUpTier(refused.tier))),
  );
  log.info('connection', {
    name: spec.name || undefined,
    endpoint: spec.endpoint.kind === 'local' ? 'local' : endpointPlace(spec.endpoint),
    model: spec.model || (target.local ? localModel : ''),
  });
  return {
    spec,
    title,
    session,
    get trouble() {
      return trouble.current;
    },
    onDidChange: changed.event,
    picture: uses =>
      endpointPicture({
        title,
        uses,
        state: session.state,
        trouble: trouble.current,
        announcement: session.announcement,
        profile: session.profile,
        metrics: session.metrics(),
        turns: history.turns,
      }),
    diagnosisSubject: {
      target,
      server: spec.endpoint.kind === 'local' ? undefined : spec.endpoint.url,
      endpointName: title,
      openSocket: parts.openSocket,
      connect,
      ca: parts.ca,
    },
    dispose: () => store.dispose(),
  };
}

/** Where the session goes: to the server itself, or to a gateway of ours, which `store` then owns. */
function targetOf(spec: EndpointSpec, parts: ConnectionParts, store: DisposableStore): EndpointTarget {
  const { endpoint } = spec;
  const { gatewayScript: script, clock, log } = parts;
  const behind = (start: () => Promise<GatewayStart>, share?: ConnectionParts['share']): EndpointTarget => {
    const gateway = new Gateway(async signal => {
      const own = { script, start: await start(), log };
      const place = share?.(own.start);
      if (!place) return await startGateway(own, signal);
      const { sharedGateway } = await import('./sharedGateway');
      const ours = { ...own, claim: place.claim };
      return await sharedGateway({ ...place, start: until => startGateway(ours, until), clock, log }, signal);
    });
    return gatewayTarget(endpoint.kind === 'local', store.add(gateway));
  };
  switch (endpoint.kind) {
    case 'local':
      return spec.recording
        ? behind(replaying(spec.recording))
        : behind(() => Promise.resolve(localGateway(parts.workspace)), parts.share);
    case 'upstream':
      return behind(async () => {
        const start = upstreamGateway({ ...spec, endpoint }, await parts.key());
        return { ...start, environment: { ...windowProxy(), ...start.environment } };
      });
    case 'remote':
      return socketTarget(endpoint, spec, parts.key);
  }
}

function replaying(recording: Recording): () => Promise<GatewayStart> {
  return () => Promise.resolve(replayGateway(recording));
}

/** The proxy that this window uses. */
function windowProxy(): Readonly<Record<string, string>> {
  const http = vscode.workspace.getConfiguration('http');
  return proxyEnvironment({
    setting: http.get('proxy', ''),
    support: http.get('proxySupport', 'override'),
    noProxy: http.get<readonly string[]>('noProxy', []),
  });
}

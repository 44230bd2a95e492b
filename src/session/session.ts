import type { Clock } from '../common/clock';
import type { Disposable } from '../common/disposable';
import type { Event } from '../common/emitter';
import type { Log } from '../common/log';
import type { Announcement } from '../protocol/announcement';
import type { WireError } from '../protocol/errors';
import type { ServiceTier } from '../protocol/serviceTier';
import type { ResponseInputItem } from '../protocol/wire';
import type { HttpPost } from './connection/httpTransport';
import type { Lane } from './lane';
import type { EndpointProfile } from './profile';
import type { SessionMetrics } from './metrics';
import type { RefusedTier } from './turns/serviceTiers';
import type { OpenSocket } from './connection/socket';
import type { Turn, TurnRequest, TurnResult } from './turn';

/** Where a session connects to and what it may use. Everything impure is handed in. */
export interface SessionOptions {
  /**
   * The `ws:` or `wss:` URL of the Responses endpoint. A function is asked again before every connect, so that
   * an endpoint that moves (a restarted local gateway) is followed; it may reject, which counts as a failed
   * connect, or with `TargetRefused`, after which there is no other.
   */
  readonly url: string | ((signal: AbortSignal) => Promise<string>);
  /** Extra request headers, `Authorization` among them. Asked before every connect; values are never logged. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>;
  /** The model id sent with every turn that names none. */
  readonly model: string;
  /** The service tier to ask for on a lane, turns and warm-ups alike; undefined, or without it, none is named. */
  readonly serviceTier?: (lane: Lane) => ServiceTier | undefined;
  /** Whether requests may go on without their tier where it is refused or limited; without it they may not. */
  readonly tierFallBack?: () => boolean;
  /** Overrides of what is known or detected about the endpoint. */
  readonly profile?: Partial<EndpointProfile>;
  readonly log: Log;
  readonly clock: Clock;
  /** Opens sockets; the one over the `ws` package by default. */
  readonly openSocket?: OpenSocket;
  /** Carries on over plain HTTP where the endpoint has no WebSocket (426); without it that is a refusal. */
  readonly httpPost?: HttpPost;
  /** Source of jitter, in [0, 1); `Math.random` by default. */
  readonly random?: () => number;
}

/** What starts turns: all that most features need of a session. */
export type TurnStarter = Pick<Session, 'start'>;

/** The state of the connection, as a user would describe it. */
export type SessionState =
  /** Nothing asked for yet; connects on demand. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  /** Between two attempts; `retryInMs` from the moment of the event. */
  | { readonly kind: 'waiting'; readonly retryInMs: number; readonly error: WireError }
  /** Will not be tried again by itself (key refused, endpoint unusable) until `reconnect()`. */
  | { readonly kind: 'refused'; readonly error: WireError }
  | { readonly kind: 'disposed' };

/** What `warm` prepares: the static part of a lane's requests. */
export interface WarmUpRequest {
  readonly lane: Lane;
  readonly instructions?: string;
  readonly input: readonly ResponseInputItem[];
  readonly model?: string;
  /** Those of the turns that continue from it: with others the server would prepare for nothing. */
  readonly reasoningEffort?: TurnRequest['reasoningEffort'];
  readonly verbosity?: TurnRequest['verbosity'];
  readonly cacheOnlyMarked?: boolean;
}

/**
 * One persistent connection to an endpoint that speaks the Responses protocol over WebSocket. Callers start
 * turns on lanes and read text; connecting, cancelling, reconnecting and chaining are the session's business.
 */
export interface Session extends Disposable {
  readonly state: SessionState;
  readonly onDidChangeState: Event<SessionState>;
  /** What the endpoint can do, as far as is known by now. */
  readonly profile: EndpointProfile;
  /** What a gateway of ours said of itself; undefined of any other server and before the first connection. */
  readonly announcement: Announcement | undefined;
  /** Starts a turn. Never throws: a turn that cannot be sent ends as `failed`. Aborting `signal` cancels it. */
  start(request: TurnRequest, signal?: AbortSignal): Turn;
  /**
   * Sends the static part of a lane ahead. Resolves to the id to pass as `previous`, or undefined where the
   * endpoint has no warm-up or the attempt failed: warming is an optimisation and never an error.
   */
  warm(request: WarmUpRequest, signal?: AbortSignal): Promise<string | undefined>;
  /** Nothing goes on from the warm-up of this lane any more: it is not sent again over new connections. */
  forgetWarmUp(lane: Lane): void;
  /** Connects now if it is not connected; ends a `refused` or `waiting` state. */
  reconnect(): void;
  /** A snapshot of the figures, cheap enough to be taken once a second. */
  metrics(): SessionMetrics;
  /** A service tier could not be had; told once for each tier and reason. */
  readonly onDidRefuseTier: Event<RefusedTier>;
  /** From now on requests of this session may go on without this tier where it is refused or limited. */
  giveUpTier(tier: ServiceTier): void;
  /** A turn has ended, with its timings. */
  readonly onDidEndTurn: Event<TurnResult>;
}

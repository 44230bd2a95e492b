import { Emitter } from '../common/emitter';
import { messageOf } from '../common/thrown';
import { abandonResponse } from './turns/abandon';
import { Dispatcher } from './turns/dispatcher';
import { launch, type LaunchHost } from './turns/launcher';
import { ConnectionPool } from './connection/connectionPool';
import { MetricsCollector } from './metricsCollector';
import { ProfileKeeper } from './profiles';
import type { Session, SessionOptions, SessionState } from './session';
import { sessionListener, turnFacts } from './sessionListener';
import { LastResponses } from './turns/lastResponses';
import { LaneSlots } from './turns/slots';
import { ServiceTiers, type RefusedTier } from './turns/serviceTiers';
import { Spares } from './connection/spares';
import { Transports } from './connection/transports';
import type { TurnResult } from './turn';
import { WarmBases } from './turns/warmBases';
import { laterSocketOpener } from './connection/laterSocket';

/** Opens sockets as `webSocketOpener` does without options. */
const webSockets = laterSocketOpener(async () => (await import('./connection/wsSocket')).webSocketOpener());

/**
 * Creates a session. It connects when the first turn or warm-up asks for it, and keeps the connection.
 * The owner disposes it, which cancels all turns and closes the sockets.
 */
export function createSession(options: SessionOptions): Session {
  const { clock, log, model, random = Math.random, openSocket = webSockets } = options;
  const transports = new Transports(openSocket, options.httpPost);
  const keeper = new ProfileKeeper(options.profile);
  const metrics = new MetricsCollector();
  const states = new Emitter<SessionState>();
  const ends = new Emitter<TurnResult>();
  const refusedTiers = new Emitter<RefusedTier>();

  /** A listener that throws must not stop a connection half-way. */
  const guarded = (tell: () => void): void => {
    try {
      tell();
    } catch (error) {
      log.error('a listener failed', { message: messageOf(error, 'unknown') });
    }
  };

  const tiers = new ServiceTiers({
    clock,
    wanted: lane => options.serviceTier?.(lane),
    mayFallBack: () => options.tierFallBack?.() ?? false,
    tell(refused) {
      const { tier, why, fellBack, error } = refused;
      log.warn('service tier not served', { tier, why, fellBack, code: error.code, status: error.status });
      guarded(() => refusedTiers.fire(refused));
    },
  });
  const bases = new WarmBases(async (request, pinnedTo, signal) => {
    const run = launch(request, { generate: false, signal, pinnedTo }, host);
    const { status, responseId } = await run.turn.done;
    const connection = run.lastConnection;
    return status === 'completed' && responseId !== undefined && connection
      ? { connection, id: responseId }
      : undefined;
  });
  const pool: ConnectionPool = new ConnectionPool({
    clock,
    random,
    openSocket: transports.open,
    target: async signal => {
      const url = typeof options.url === 'string' ? options.url : await options.url(signal);
      keeper.connecting(url, transports.http);
      return { url, headers: (await options.headers?.()) ?? {} };
    },
    maxAgeMs: () => keeper.current.maxConnectionMs,
    fallBack() {
      const changed = transports.fallBack();
      if (changed) log.info('the endpoint has no WebSocket: going on over HTTP');
      return changed;
    },
    wanted: () => dispatcher.hasWork,
    onChange: () => {
      const { state } = pool;
      if (state.kind === 'refused') dispatcher.failWaiting(state.error);
      dispatcher.pump();
    },
    onState: state => guarded(() => states.fire(state)),
    ...sessionListener({ keeper, metrics, bases, log }),
  });
  const spares = new Spares(clock, pool, () => keeper.current);
  const dispatcher: Dispatcher = new Dispatcher(clock, new LaneSlots(pool, spares, keeper));

  const host: LaunchHost = {
    clock,
    keeper,
    bases,
    model,
    random,
    tiers,
    cacheKey: `codex-spark-${random().toString(36).slice(2)}`,
    lastResponses: new LastResponses(),
    dispatcher,
    onWaiting: () => dispatcher.pump(),
    hold: (ms, error) => dispatcher.hold(ms, error),
    refuse: error => pool.refuse(error),
    abandon(connection, stream, tokensPerSecond = metrics.lastTokensPerSecond) {
      const means = abandonResponse(connection, stream, tokensPerSecond, { pool, keeper });
      log.debug('answer given up', { means });
    },
    refusal: () => (pool.state.kind === 'refused' ? pool.state.error : undefined),
    isDisposed: () => pool.state.kind === 'disposed',
    onTurnEnd(result) {
      metrics.turnEnded(result);
      log.debug('turn ended', turnFacts(result));
      guarded(() => ends.fire(result));
    },
  };

  return {
    get state() {
      return pool.state;
    },
    get profile() {
      return keeper.current;
    },
    get announcement() {
      return keeper.announcement;
    },
    onDidChangeState: states.event,
    onDidEndTurn: ends.event,
    onDidRefuseTier: refusedTiers.event,
    giveUpTier: tier => tiers.giveUp(tier),
    start: (request, signal) => launch(request, { generate: true, signal }, host).turn,
    warm: (request, signal) => bases.warm(request, signal),
    forgetWarmUp: lane => bases.forget(lane),
    reconnect() {
      // An explicit wish tries the WebSocket again; a working connection is left alone, and so is one on its way.
      const { kind } = pool.state;
      if (kind !== 'ready' && kind !== 'connecting') transports.reset();
      pool.reconnect();
    },
    metrics: () => metrics.snapshot(),
    dispose() {
      // The connections first: a turn that ends makes room for the next, which must find none.
      pool.dispose();
      dispatcher.dispose();
      spares.dispose();
      states.dispose();
      ends.dispose();
      refusedTiers.dispose();
    },
  };
}

import { Emitter } from '../common/emitter';
import { abandonExchange } from './abandon';
import { Dispatcher } from './dispatcher';
import { LinkPool } from './linkPool';
import { LiveTurn } from './liveTurn';
import { MetricsCollector } from './metricsCollector';
import { ProfileKeeper } from './profiles';
import type { Session, SessionOptions, SessionState, WarmUpRequest } from './session';
import { sessionListener } from './sessionListener';
import { LaneSlots } from './slots';
import { Spares } from './spares';
import type { TurnRequest, TurnResult } from './turn';
import { TurnRun, type RunHost } from './turnRun';
import { openWebSocket } from './wsSocket';

/**
 * Creates a session. It connects when the first turn or warm-up asks for it, and keeps the connection.
 * The owner disposes it, which cancels all turns and closes the sockets.
 */
export function createSession(options: SessionOptions): Session {
  const { clock, log, model, random = Math.random, openSocket = openWebSocket } = options;
  const keeper = new ProfileKeeper(options.profile);
  const metrics = new MetricsCollector();
  const states = new Emitter<SessionState>();
  const ends = new Emitter<TurnResult>();
  const pool: LinkPool = new LinkPool({
    clock,
    random,
    openSocket,
    target: async signal => {
      const url = typeof options.url === 'string' ? options.url : await options.url(signal);
      keeper.connecting(url);
      return { url, headers: (await options.headers?.()) ?? {} };
    },
    wanted: () => dispatcher.hasWork,
    onChange: () => {
      const { state } = pool;
      if (state.kind === 'refused') dispatcher.failWaiting(state.error);
      dispatcher.pump();
    },
    onState: state => states.fire(state),
    ...sessionListener({ keeper, metrics, log }),
  });
  const spares = new Spares(clock, pool, () => keeper.current);
  const dispatcher: Dispatcher = new Dispatcher(clock, new LaneSlots(pool, spares, keeper));

  const host: RunHost = {
    clock,
    keeper,
    model,
    random,
    onWaiting: () => dispatcher.pump(),
    hold: ms => dispatcher.hold(ms),
    abandon(link, exchange, tokensPerSecond = metrics.lastTokensPerSecond) {
      const means = abandonExchange(link, exchange, tokensPerSecond, { pool, keeper });
      log.debug('answer given up', { means });
    },
  };

  const launch = (request: TurnRequest, generate: boolean, signal: AbortSignal | undefined): LiveTurn => {
    const turn: LiveTurn = new LiveTurn(request, clock, result => {
      signal?.removeEventListener('abort', onAbort);
      if (generate) {
        metrics.turnEnded(result);
        log.debug('turn ended', turnFacts(result));
        ends.fire(result);
      }
      dispatcher.remove(run);
    });
    const onAbort = (): void => turn.cancel();
    const run = new TurnRun(turn, generate, host);
    if (signal?.aborted || pool.state.kind === 'disposed') turn.cancel();
    else {
      signal?.addEventListener('abort', onAbort, { once: true });
      const { state } = pool;
      if (state.kind === 'refused') turn.end({ status: 'failed', error: state.error });
      else dispatcher.add(run);
    }
    return turn;
  };

  const warm = async (request: WarmUpRequest, signal?: AbortSignal): Promise<string | undefined> => {
    const result = await launch(request, false, signal).done;
    return result.status === 'completed' ? result.responseId : undefined;
  };

  return {
    get state() {
      return pool.state;
    },
    get profile() {
      return keeper.current;
    },
    onDidChangeState: states.event,
    onDidEndTurn: ends.event,
    start: (request, signal) => launch(request, true, signal),
    warm,
    reconnect: () => pool.reconnect(),
    metrics: () => metrics.snapshot(),
    dispose() {
      dispatcher.cancelAll();
      dispatcher.dispose();
      spares.dispose();
      pool.dispose();
      states.dispose();
      ends.dispose();
    },
  };
}

/** What the log may know of a turn: no text of it. */
function turnFacts({ lane, status, reason, error, timings, bytes }: TurnResult) {
  return {
    lane,
    status,
    reason,
    error: error?.code ?? error?.kind,
    queuedMs: rounded(timings.queuedMs),
    firstTokenMs: rounded(timings.firstTokenMs),
    totalMs: rounded(timings.totalMs),
    bytesUp: bytes.up,
    bytesDown: bytes.down,
  };
}

function rounded(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms * 10) / 10;
}

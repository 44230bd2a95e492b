import type { Log, LogFields } from '../common/log';
import type { PoolOptions } from './connection/connectionPool';
import type { MetricsCollector } from './metricsCollector';
import type { ProfileKeeper } from './profiles';
import type { TurnResult } from './turn';
import type { WarmBases } from './turns/warmBases';

/** Turns what the connections report into profile, figures and log lines. Facts only: no code, no prompt, no key. */
export function sessionListener({
  keeper,
  metrics,
  bases,
  log,
}: {
  readonly keeper: ProfileKeeper;
  readonly metrics: MetricsCollector;
  readonly bases: WarmBases;
  readonly log: Log;
}): Pick<PoolOptions, 'listener' | 'onOpened' | 'onGone' | 'onLost'> {
  return {
    listener: {
      onUnlabelled() {
        const news = keeper.correct({ namedLanes: false, concurrentLanes: false, maxInFlight: 1 });
        if (news) log.info('the server has no lanes: one response at a time from now on');
      },
      onBytes: (direction, bytes) => metrics.bytes(direction, bytes),
      onOddFrame(kind, detail) {
        if (kind === 'malformed') {
          metrics.malformed();
          log.warn('malformed frame', { detail });
        } else log.debug('odd frame', { kind, detail });
      },
    },
    onGone: connection => bases.onDown(connection),
    onOpened(connection, responseHeaders, ms, replaces) {
      keeper.connected(responseHeaders);
      const n = metrics.connected(ms, replaces);
      const { concurrentLanes, steer, warmUp, cancelMessage } = keeper.current;
      log.info('socket opened', { n, ms: Math.round(ms), concurrentLanes, steer, warmUp, cancelMessage });
      bases.onOpen(connection);
    },
    onLost(error, opened) {
      if (!opened) metrics.connectFailed();
      const { kind, code, status, message } = error;
      log.warn(opened ? 'socket lost' : 'socket not opened', { kind, code, status, message });
    },
  };
}

/** What the log may know of a turn: no text of it. */
export function turnFacts({ lane, status, reason, error, timings, bytes }: TurnResult): LogFields {
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

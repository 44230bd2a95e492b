import type { Log } from '../common/log';
import type { PoolOptions } from './linkPool';
import type { MetricsCollector } from './metricsCollector';
import type { ProfileKeeper } from './profiles';

/** Turns what the connections report into profile, figures and log lines. Facts only: no code, no prompt, no key. */
export function sessionListener({
  keeper,
  metrics,
  log,
}: {
  readonly keeper: ProfileKeeper;
  readonly metrics: MetricsCollector;
  readonly log: Log;
}): Pick<PoolOptions, 'listener' | 'onOpened' | 'onLost'> {
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
    onOpened(_link, responseHeaders, ms, replaces) {
      keeper.connected(responseHeaders);
      const n = metrics.connected(ms, replaces);
      const { concurrentLanes, steer, warmUp, cancelMessage } = keeper.current;
      log.info('socket opened', { n, ms: Math.round(ms), concurrentLanes, steer, warmUp, cancelMessage });
    },
    onLost(error, opened) {
      if (!opened) metrics.connectFailed();
      const { kind, code, status, message } = error;
      log.warn(opened ? 'socket lost' : 'socket not opened', { kind, code, status, message });
    },
  };
}

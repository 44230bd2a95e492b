import { Counter, Gauge, type Registry } from 'prom-client';
import type { UpstreamState } from '../../engines/engine';

/**
 * Adds the figures of several upstreams, by their names; none where there is nothing to choose from.
 * @param read all of them as they are now
 */
export function addUpstreamFigures(registry: Registry, read: () => readonly UpstreamState[]): void {
  const registers = [registry];
  new Gauge({
    name: 'codex_spark_upstream_up',
    help: '1 while an upstream is asked, 0 while it is down; with several workers, of the one that sees it worst.',
    labelNames: ['upstream'],
    aggregator: 'min',
    registers,
    collect() {
      this.reset();
      for (const { name, health } of read()) this.set({ upstream: name }, health === 'down' ? 0 : 1);
    },
  });
  new Gauge({
    name: 'codex_spark_upstream_in_flight',
    help: 'Answers that run at an upstream.',
    labelNames: ['upstream'],
    registers,
    collect() {
      this.reset();
      for (const { name, inFlight } of read()) this.set({ upstream: name }, inFlight);
    },
  });
  counted(
    'codex_spark_upstream_asked_total',
    'Times an upstream was asked, second tries included.',
    [],
    ({ tally }) => [[{}, tally.asked]],
  );
  counted('codex_spark_upstream_failures_total', 'Failures of an upstream by kind.', ['kind'], ({ tally }) =>
    Object.entries(tally.failures).map(([kind, count]) => [{ kind }, count]),
  );
  counted(
    'codex_spark_upstream_fallbacks_total',
    'Turns that went to another upstream after this one had failed.',
    [],
    ({ tally }) => [[{}, tally.fallbacks]],
  );
  counted(
    'codex_spark_hedges_total',
    'Times an upstream was asked as a second one, and whether it was first.',
    ['outcome'],
    ({ tally }) => Object.entries(tally.hedges).map(([outcome, count]) => [{ outcome }, count]),
  );
  counted(
    'codex_spark_wasted_tokens_total',
    'Tokens an upstream has read (estimated) and written for turns that another one has answered.',
    ['direction'],
    ({ tally }) => Object.entries(tally.wasted).map(([direction, count]) => [{ direction }, count]),
  );

  /** What the upstreams have counted themselves. */
  function counted(
    name: string,
    help: string,
    labels: readonly string[],
    of: (
      state: UpstreamState,
    ) => readonly (readonly [labels: Readonly<Record<string, string>>, count: number])[],
  ): void {
    new Counter({
      name,
      help,
      labelNames: ['upstream', ...labels],
      registers,
      collect() {
        this.reset();
        for (const state of read())
          for (const [more, count] of of(state)) this.inc({ upstream: state.name, ...more }, count);
      },
    });
  }
}

import { EngineError, type Engine, type EngineEvent } from '../../engines/engine';
import type { GatewayMetrics, ResponseOutcome } from './gatewayMetrics';

/** The engine with its figures counted for one client. Disposing it does nothing: the engine belongs to the gateway. */
export function measuredEngine(
  engine: Engine,
  client: string,
  metrics: GatewayMetrics,
  now: () => number,
): Engine {
  return {
    name: engine.name,
    get models() {
      return engine.models;
    },
    async *generate(request, signal): AsyncGenerator<EngineEvent, void, undefined> {
      const since = now();
      let firstAfter: number | undefined;
      let first = true;
      let outcome: ResponseOutcome = 'stopped';
      let tokens = 0;
      const count = (): void => {
        if (tokens > 0) metrics.tokens(client, 'output', tokens);
        if (firstAfter !== undefined) metrics.firstToken(firstAfter);
        tokens = 0;
        firstAfter = undefined;
      };
      try {
        for await (const event of engine.generate(request, signal)) {
          if (event.kind === 'end') {
            outcome = event.reason === 'stop' ? 'completed' : 'truncated';
            metrics.tokens(client, 'input', event.inputTokens);
          } else {
            if (first) firstAfter = now() - since;
            first = false;
            tokens += event.tokens;
          }
          yield event;
          // Nobody waits for the figures; for the event somebody does.
          count();
        }
      } catch (error) {
        if (!signal.aborted)
          outcome = error instanceof EngineError && error.status < 500 ? 'refused' : 'failed';
        throw error;
      } finally {
        count();
        metrics.responded(client, outcome, now() - since);
      }
    },
    async warmUp(request, signal) {
      await engine.warmUp(request, signal);
      metrics.warmedUp(client);
    },
    dispose: () => {},
  };
}

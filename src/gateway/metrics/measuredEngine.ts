import { EngineError, type Engine, type EngineEvent } from '../engine';
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
      let outcome: ResponseOutcome = 'stopped';
      let first = true;
      try {
        for await (const event of engine.generate(request, signal)) {
          if (event.kind === 'end') {
            outcome = event.reason === 'stop' ? 'completed' : 'truncated';
            metrics.tokens(client, 'input', event.inputTokens);
          } else {
            if (first) metrics.firstToken(now() - since);
            first = false;
            metrics.tokens(client, 'output', event.tokens);
          }
          yield event;
        }
      } catch (error) {
        if (!signal.aborted)
          outcome = error instanceof EngineError && error.status < 500 ? 'refused' : 'failed';
        throw error;
      } finally {
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

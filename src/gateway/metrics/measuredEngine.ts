import { begun, watched } from '../../engines/answer';
import { EngineError, type Engine, type EngineEvent } from '../../engines/engine';
import type { GatewayMetrics, ResponseOutcome } from './gatewayMetrics';

/** Events after which the tokens of an answer are counted while it goes on: nobody waits for the figures. */
const countEvery = 64;

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
    generate: (request, signal) =>
      watched(() => {
        const since = now();
        /** When the first token came, in ms, until that is told; nobody waits for the figure. */
        let firstAfter: number | undefined;
        let first = true;
        let outcome: ResponseOutcome = 'stopped';
        let events = 0;
        let tokens = 0;
        const count = (): void => {
          if (tokens > 0) metrics.tokens(client, 'output', tokens);
          if (firstAfter !== undefined) metrics.firstToken(firstAfter);
          tokens = 0;
          firstAfter = undefined;
        };
        const watch = {
          event(event: EngineEvent): void {
            if (event.kind === 'end') {
              outcome = event.reason === 'stop' ? 'completed' : 'truncated';
              metrics.tokens(client, 'input', event.inputTokens);
              return;
            }
            if (first) firstAfter = now() - since;
            first = false;
            tokens += event.tokens;
            if (++events % countEvery === 0) count();
          },
          pause(): void {
            if (firstAfter !== undefined) count();
          },
          over(error?: unknown): void {
            if (error !== undefined && !signal.aborted)
              outcome = error instanceof EngineError && error.status < 500 ? 'refused' : 'failed';
            count();
            metrics.responded(client, outcome, now() - since);
          },
        };
        return { answer: begun(engine.generate(request, signal)), watch };
      }),
    async warmUp(request, signal) {
      await engine.warmUp(request, signal);
      metrics.warmedUp(client);
    },
    dispose: () => {},
  };
}

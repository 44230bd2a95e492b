import { begun, watched, type Watched } from '../../engines/answer';
import type { Engine, EngineEvent } from '../../engines/engine';
import { estimateInputTokens } from '../../engines/requestSize';
import type { Gate, GateUser, Pass } from './gate';

/** Events after which it is told what an answer has cost so far, where that matters. */
const tellEvery = 64;

/**
 * The engine as one connection may use it: its client's rates and budgets are kept, and requests wait for a slot in fair
 * turn with those of everybody else. A slot is held until the answer is over, however it ends. Disposing it does
 * nothing: the engine belongs to the gateway.
 * @param connection its identity, for fairness among those of one client
 */
export function admittedEngine(engine: Engine, client: GateUser, connection: object, gate: Gate): Engine {
  return {
    name: engine.name,
    get models() {
      return engine.models;
    },
    generate(request, signal) {
      const opened = (pass: Pass): Watched => {
        let output = 0;
        let events = 0;
        let cost: number | undefined;
        const costSoFar = (): number => Math.ceil(estimateInputTokens(request) + output);
        return {
          answer: begun(engine.generate(request, signal)),
          watch: {
            event(event: EngineEvent) {
              if (event.kind === 'end') cost = event.inputTokens + (event.outputTokens ?? output);
              else {
                output += event.tokens;
                if (events++ % tellEvery === 0) pass.soFar?.(costSoFar());
              }
            },
            over: error =>
              // One that was cut has cost what it had read and written; one that broke before, nothing.
              pass.leave(Math.ceil(cost ?? (error === undefined || output > 0 ? costSoFar() : 0))),
          },
        };
      };
      return watched(() => {
        const pass = gate.enter(client, connection, signal);
        return pass instanceof Promise ? pass.then(opened) : opened(pass);
      });
    },
    async warmUp(request, signal) {
      const pass = await gate.enter(client, connection, signal);
      try {
        await engine.warmUp(request, signal);
      } finally {
        pass.leave(0);
      }
    },
    dispose: () => {},
  };
}

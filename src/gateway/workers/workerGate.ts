import { toError } from '../../common/thrown';
import { EngineError } from '../../engines/engine';
import type { Gate, Pass } from '../admission/gate';
import type { FromWorker, ToWorker } from './messages';

/** The gate as a worker has it: the first process decides. */
export interface WorkerGate extends Gate {
  /** Takes what the first process has said. */
  take(message: ToWorker): void;
}

interface Waiting {
  resolve(pass: Pass): void;
  reject(error: Error): void;
}

/**
 * @param say sends something to the first process
 * @param around the time, whether there are several clients, and who hears how long a request has waited, in ms
 */
export function workerGate(
  say: (message: FromWorker) => void,
  around: { now(): number; isShared(): boolean; onWaited(ms: number): void },
): WorkerGate {
  const waiting = new Map<number, Waiting>();
  const connections = new WeakMap<object, number>();
  let ids = 0;
  let inUse = 0;
  const numberOf = (connection: object): number => {
    const number = connections.get(connection) ?? ids++;
    connections.set(connection, number);
    return number;
  };
  const passOf = (id: number): Pass => {
    let isIn = true;
    inUse++;
    return {
      soFar: tokens => say({ kind: 'so far', id, tokens }),
      leave(tokens) {
        if (!isIn) return;
        isIn = false;
        inUse--;
        say({ kind: 'leave', id, tokens });
      },
    };
  };
  return {
    get inUse() {
      return inUse;
    },
    get waiting() {
      return waiting.size;
    },
    enter({ name, requestsPerMinute, maxInFlight, requestsPerDay, tokensPerDay }, connection, signal) {
      const id = ids++;
      const client = { name, requestsPerMinute, maxInFlight, requestsPerDay, tokensPerDay };
      const since = around.now();
      return new Promise<Pass>((resolve, reject) => {
        if (signal.aborted) return reject(toError(signal.reason, 'aborted'));
        const onAbort = (): void => {
          waiting.delete(id);
          say({ kind: 'abort', id });
          reject(toError(signal.reason, 'aborted'));
        };
        const over = (): void => {
          waiting.delete(id);
          signal.removeEventListener('abort', onAbort);
        };
        waiting.set(id, {
          resolve(pass) {
            over();
            around.onWaited(around.now() - since);
            resolve(pass);
          },
          reject(error) {
            over();
            reject(error);
          },
        });
        signal.addEventListener('abort', onAbort, { once: true });
        say({ kind: 'enter', id, client, connection: numberOf(connection), shared: around.isShared() });
      });
    },
    forget: () => {},
    take(message) {
      if (message.kind === 'entered') {
        const asked = waiting.get(message.id);
        // Nobody waits for it any more; what was asked for and not wanted is given back.
        if (asked) asked.resolve(passOf(message.id));
        else say({ kind: 'leave', id: message.id, tokens: 0 });
      } else if (message.kind === 'refused') {
        const { status, code, headers } = message;
        waiting.get(message.id)?.reject(new EngineError(status, code, message.message, headers));
      }
    },
  };
}

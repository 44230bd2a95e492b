import type { Answer, EngineEvent } from '../engine';

/** An answer whose first event has been read already. */
export function startingWith(first: EngineEvent, rest: Answer): Answer {
  let held: EngineEvent | undefined = first;
  const now = (): EngineEvent | undefined => {
    if (held === undefined) return rest.now();
    const event = held;
    held = undefined;
    return event;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    now,
    async next() {
      const value = held && now();
      return value ? { done: false, value } : await rest.next();
    },
    return() {
      held = undefined;
      return rest.return();
    },
  };
}

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
    // With every token: no promise of its own.
    next() {
      const value = held && now();
      return value ? Promise.resolve({ done: false, value }) : rest.next();
    },
    return() {
      held = undefined;
      return rest.return();
    },
  };
}

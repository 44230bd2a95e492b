/** Work that can wait until the browser has nothing better to do: one small job after the other, latest first. */
export interface IdleWork {
  add(job: () => void): void;
}

/** Asks the browser for a time with nothing to do; it comes after 500 ms at the latest. */
export type RequestIdle = (run: (deadline: { timeRemaining(): number }) => void) => void;

/** A job is begun only with more than this left, in ms. */
const enough = 4;

export function idleWork(requestIdle: RequestIdle): IdleWork {
  const jobs: (() => void)[] = [];
  let asked = false;
  const run = (deadline: { timeRemaining(): number }): void => {
    asked = false;
    do jobs.pop()?.();
    while (jobs.length > 0 && deadline.timeRemaining() > enough);
    ask();
  };
  const ask = (): void => {
    if (asked || jobs.length === 0) return;
    asked = true;
    requestIdle(run);
  };
  return {
    add(job) {
      jobs.push(job);
      ask();
    },
  };
}

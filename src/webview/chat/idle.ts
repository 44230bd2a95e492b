/** Work that can wait until the browser has nothing better to do: one small job after the other, latest first. */
export interface IdleWork {
  add(job: () => void): void;
}

export function idleWork(): IdleWork {
  const jobs: (() => void)[] = [];
  let asked = false;
  const run = (deadline: IdleDeadline): void => {
    asked = false;
    do jobs.pop()?.();
    while (jobs.length > 0 && deadline.timeRemaining() > 4);
    ask();
  };
  const ask = (): void => {
    if (asked || jobs.length === 0) return;
    asked = true;
    requestIdleCallback(run, { timeout: 500 });
  };
  return {
    add(job) {
      jobs.push(job);
      ask();
    },
  };
}

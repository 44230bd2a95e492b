import { sleep, type Clock } from '../../common/clock';

/** How long is waited before the second and the third attempt, in ms. */
const backOffMs = [250, 1_000];

/** Waits before attempt `n` (from 1); false when there is none left. */
export async function backOff(n: number, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const wait = backOffMs[n - 1];
  if (wait === undefined) return false;
  await sleep(clock, wait, signal);
  return true;
}

/** First and largest delay between two attempts, in ms, before jitter. */
const firstDelayMs = 250;
const maxDelayMs = 30_000;

/**
 * Delay before attempt number `attempt` (0 is the first retry), in ms: exponential, with the upper half random
 * ("equal jitter"), so that many clients of a restarted server do not come back at the same instant.
 * @param random in [0, 1)
 */
export function backOffMs(attempt: number, random: number): number {
  const ceiling = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

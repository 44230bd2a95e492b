import { sleep, type Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import { takeLock } from '../ownershipLock';
import { holdGateway } from './holdGateway';
import type { OpenGateway } from './openGateway';
import { readClaim } from './readClaim';

/** What windows that share a gateway agree on. */
export interface SharePlace {
  /** The file in which the gateway says where it is, absolute. */
  readonly claim: string;
  /** From `lockPlace`: who has it may start one. */
  readonly lock: string;
}

/** How a gateway is shared. */
export interface SharedGatewayParts extends SharePlace {
  /** Starts one that writes the claim. */
  readonly start: (signal: AbortSignal) => Promise<OpenGateway>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Between two looks while another window starts one, and how long it gets for that, in ms. */
const lookMs = 50;
const patienceMs = 5_000;

/**
 * The one gateway of all windows that agree on the place: the one that is there, else it is started here. Of windows that
 * look at once one starts it. Where another does not come to an end with that, one is started all the same: two
 * gateways cost memory and nothing else. Rejects as `start` does, and when `signal` aborts.
 */
export async function sharedGateway(parts: SharedGatewayParts, signal: AbortSignal): Promise<OpenGateway> {
  const { claim, lock: place, start, clock, log } = parts;
  const find = async (): Promise<OpenGateway | undefined> => {
    const there = await readClaim(claim);
    const held = there && (await holdGateway(there, clock, signal));
    if (held) log.info('gateway shared', { pid: there?.pid, url: held.address.url });
    return held;
  };
  const until = clock.now() + patienceMs;
  for (;;) {
    const found = await find();
    signal.throwIfAborted();
    if (found) return found;
    const lock = await takeLock(place);
    try {
      // It may have come between the look and the lock.
      if (lock || clock.now() >= until) return (await find()) ?? (await start(signal));
    } finally {
      lock?.dispose();
    }
    await sleep(clock, lookMs, signal);
  }
}

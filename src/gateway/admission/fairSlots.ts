import { toError } from '../../common/thrown';

/** Who asks for a slot. */
export interface SlotUser {
  /** Name of the client; all of its connections share its bound. */
  readonly client: string;
  /** Slots the client may have at once; undefined: as many as there are. */
  readonly maxInFlight: number | undefined;
  /** Identity of the connection, for fairness among the connections of one client. */
  readonly connection: object;
}

/** Bounds of all slots together. */
export interface SlotBounds {
  /** Slots in use at once. */
  readonly total: number;
  /** Requests of one client that may wait. */
  readonly maxWaiting: number;
  /** Whether there are several clients, so that some slots are kept for those who have none; by default not. */
  readonly isShared?: () => boolean;
}

/** The part of all slots that is kept for clients who have none, where there are at least `fewestToKeep`. */
const keptPart = 1 / 8;
const fewestToKeep = 8;

interface Waiter {
  readonly user: SlotUser;
  start(): void;
}

/** The waiting requests of one client, by connection; first in, first out inside a connection. */
type ClientQueue = Map<object, Waiter[]>;

/**
 * Slots for generating, given out in turn: first among the clients that wait, then among the connections of that
 * client. Somebody with a thousand requests waiting delays somebody with one by a single request (round robin, after
 * Nagle, RFC 970), and mostly not at all: some slots are kept for clients who have none, and those come first.
 */
export class FairSlots {
  private readonly bounds: SlotBounds;
  private readonly used = new Map<string, number>();
  /** In the order in which clients are next; whoever got a slot goes to the end. */
  private readonly queues = new Map<string, ClientQueue>();
  private taken = 0;
  private waitingCount = 0;

  constructor(bounds: SlotBounds) {
    this.bounds = bounds;
  }

  /** Slots in use now. */
  get inUse(): number {
    return this.taken;
  }

  /** Requests waiting now. */
  get waiting(): number {
    return this.waitingCount;
  }

  /** Takes a slot that is free at once and gives the function that gives it back (idempotent); else undefined. */
  tryAcquire(user: SlotUser): (() => void) | undefined {
    return this.mayStart(user) ? this.take(user) : undefined;
  }

  /**
   * Resolves to the function that gives the slot back (idempotent), or to undefined when too many requests of this
   * client wait already. Rejects with the signal's reason when it aborts first.
   */
  async acquire(user: SlotUser, signal: AbortSignal): Promise<(() => void) | undefined> {
    signal.throwIfAborted();
    const free = this.tryAcquire(user);
    if (free) return free;
    const queue = this.queues.get(user.client) ?? new Map<object, Waiter[]>();
    if (countOf(queue) >= this.bounds.maxWaiting) return undefined;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.leave(waiter);
        reject(toError(signal.reason, 'aborted'));
      };
      const waiter: Waiter = {
        user,
        start: () => {
          signal.removeEventListener('abort', onAbort);
          resolve(this.take(user));
        },
      };
      queue.set(user.connection, [...(queue.get(user.connection) ?? []), waiter]);
      this.queues.set(user.client, queue);
      this.waitingCount++;
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Nobody may pass a waiting request of the same client that could start as well. */
  private mayStart(user: SlotUser): boolean {
    return !this.queues.has(user.client) && this.hasRoom(user);
  }

  private hasRoom({ client, maxInFlight }: SlotUser): boolean {
    const used = this.used.get(client) ?? 0;
    return this.taken < this.bounds.total - (used > 0 ? this.kept() : 0) && used < (maxInFlight ?? Infinity);
  }

  private kept(): number {
    const { total, isShared } = this.bounds;
    return total < fewestToKeep || !isShared?.() ? 0 : Math.max(1, Math.floor(total * keptPart));
  }

  private take({ client }: SlotUser): () => void {
    this.taken++;
    this.used.set(client, (this.used.get(client) ?? 0) + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.taken--;
      const left = (this.used.get(client) ?? 1) - 1;
      if (left > 0) this.used.set(client, left);
      else this.used.delete(client);
      this.startWhatCan();
    };
  }

  private startWhatCan(): void {
    while (this.taken < this.bounds.total) {
      const next = this.next();
      if (!next) return;
      next.start();
    }
  }

  /** Takes the request whose turn it is out of the queues. */
  private next(): Waiter | undefined {
    return this.nextOf(client => !this.used.has(client)) ?? this.nextOf(() => true);
  }

  private nextOf(mayBe: (client: string) => boolean): Waiter | undefined {
    for (const [client, queue] of this.queues) {
      if (!mayBe(client)) continue;
      const [connection, waiters] = queue.entries().next().value ?? [];
      const waiter = waiters?.[0];
      if (!connection || !waiters || !waiter || !this.hasRoom(waiter.user)) continue;
      this.waitingCount--;
      queue.delete(connection);
      if (waiters.length > 1) queue.set(connection, waiters.slice(1));
      this.queues.delete(client);
      if (queue.size > 0) this.queues.set(client, queue);
      return waiter;
    }
    return undefined;
  }

  private leave(waiter: Waiter): void {
    const { client, connection } = waiter.user;
    const queue = this.queues.get(client);
    const left = queue?.get(connection)?.filter(other => other !== waiter) ?? [];
    if (left.length > 0) queue?.set(connection, left);
    else queue?.delete(connection);
    if (queue?.size === 0) this.queues.delete(client);
    this.waitingCount--;
  }
}

function countOf(queue: ClientQueue): number {
  let count = 0;
  for (const waiters of queue.values()) count += waiters.length;
  return count;
}

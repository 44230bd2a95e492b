import type { Connection } from '../connection/connection';
import type { Lane } from '../lane';
import type { WarmUpRequest } from '../session';

/** Lanes whose warm-up is remembered; the oldest is forgotten beyond that. */
const mostBases = 8;

/** Sends a warm-up, on one connection where one is given. Resolves to where it is held and under which id. */
export type SendWarmUp = (
  request: WarmUpRequest,
  on: Connection | undefined,
  signal: AbortSignal | undefined,
) => Promise<{ readonly connection: Connection; readonly id: string } | undefined>;

interface Base {
  readonly request: WarmUpRequest;
  /** The id the caller knows it by, whatever it is called on later connections. */
  name: string | undefined;
  readonly idOn: Map<Connection, string>;
  readonly sending: Map<Connection | undefined, Promise<void>>;
}

/**
 * Remembers what was warmed, because a connection takes its warm state with it: on every new connection the
 * latest warm-up of each lane is sent again by itself, and the id the caller got at first goes on being valid.
 */
export class WarmBases {
  private readonly bases = new Map<Lane, Base>();

  constructor(private readonly send: SendWarmUp) {}

  /** Warms a lane. What is warm already, or being warmed, is not sent twice. */
  async warm(request: WarmUpRequest, signal?: AbortSignal): Promise<string | undefined> {
    const known = this.bases.get(request.lane);
    if (known && isSame(known.request, request)) {
      await Promise.all(known.sending.values());
      if (known.name !== undefined && this.bases.get(request.lane) === known) return known.name;
    }
    const base: Base = { request, name: undefined, idOn: new Map(), sending: new Map() };
    this.bases.delete(request.lane);
    this.bases.set(request.lane, base);
    for (const lane of this.bases.keys()) if (this.bases.size > mostBases) this.bases.delete(lane);
    await this.sendBase(base, undefined, signal);
    if (base.name === undefined && this.bases.get(request.lane) === base) this.bases.delete(request.lane);
    return base.name;
  }

  /** Nobody goes on from what was warmed for this lane any more. */
  forget(lane: Lane): void {
    this.bases.delete(lane);
  }

  /** The name of a response on one connection: of a warm-up the one it has there, if any; others are the same. */
  idOn(connection: Connection, responseId: string): string | undefined {
    for (const base of this.bases.values()) if (base.name === responseId) return base.idOn.get(connection);
    return responseId;
  }

  /** A connection is open: it gets what the others have. */
  onOpen(connection: Connection): void {
    for (const base of this.bases.values()) {
      if (base.name !== undefined && !base.idOn.has(connection)) void this.sendBase(base, connection);
    }
  }

  /** The server has forgotten a response; if that was a warm-up, it is sent again. */
  onLost(connection: Connection, id: string): void {
    for (const base of this.bases.values()) {
      if (base.idOn.get(connection) !== id) continue;
      base.idOn.delete(connection);
      void this.sendBase(base, connection);
    }
  }

  /** A connection is gone, and what it held. */
  onDown(connection: Connection): void {
    for (const base of this.bases.values()) base.idOn.delete(connection);
  }

  private async sendBase(base: Base, on: Connection | undefined, signal?: AbortSignal): Promise<void> {
    const sending = this.send(base.request, on, signal).then(held => {
      if (!held) return;
      base.idOn.set(held.connection, held.id);
      base.name ??= held.id;
    });
    base.sending.set(on, sending);
    await sending;
    if (base.sending.get(on) === sending) base.sending.delete(on);
  }
}

function isSame(a: WarmUpRequest, b: WarmUpRequest): boolean {
  return (
    a.model === b.model &&
    a.instructions === b.instructions &&
    a.reasoningEffort === b.reasoningEffort &&
    a.verbosity === b.verbosity &&
    a.cacheOnlyMarked === b.cacheOnlyMarked &&
    (a.input === b.input || JSON.stringify(a.input) === JSON.stringify(b.input))
  );
}

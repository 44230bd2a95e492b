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
  readonly sending: Set<Promise<void>>;
  /** What is being sent of it again, by connection: ended with that one, or when nobody goes on from it any more. */
  readonly resends: Map<Connection, AbortController>;
}

/**
 * Remembers what was warmed, because a connection takes its warm state with it: on every new connection the
 * latest warm-up of each lane is sent again by itself, and the id the caller got at first goes on being valid.
 */
export class WarmBases {
  private readonly bases = new Map<Lane, Base>();
  private readonly open = new Set<Connection>();

  constructor(private readonly send: SendWarmUp) {}

  /** Warms a lane. What is warm already, or being warmed, is not sent twice. */
  async warm(request: WarmUpRequest, signal?: AbortSignal): Promise<string | undefined> {
    const known = this.bases.get(request.lane);
    if (known && isSame(known.request, request)) {
      await Promise.all(known.sending);
      if (known.name !== undefined) return known.name;
    }
    const base: Base = {
      request,
      name: undefined,
      idOn: new Map(),
      sending: new Set(),
      resends: new Map(),
    };
    this.forget(request.lane);
    this.bases.set(request.lane, base);
    for (const lane of this.bases.keys()) if (this.bases.size > mostBases) this.forget(lane);
    await this.sendBase(base, undefined, signal);
    return base.name;
  }

  /** Nobody goes on from what was warmed for this lane any more. */
  forget(lane: Lane): void {
    const base = this.bases.get(lane);
    this.bases.delete(lane);
    for (const resend of base?.resends.values() ?? []) resend.abort();
  }

  /** The name of a response on one connection: of a warm-up the one it has there, if any; others are the same. */
  idOn(connection: Connection, responseId: string): string | undefined {
    for (const base of this.bases.values()) if (base.name === responseId) return base.idOn.get(connection);
    return responseId;
  }

  /** A connection is open: it gets what the others have. */
  onOpen(connection: Connection): void {
    this.open.add(connection);
    for (const base of this.bases.values()) if (base.name !== undefined) this.resend(base, connection);
  }

  /** The server has forgotten a response; if that was a warm-up, it is sent again. */
  onLost(connection: Connection, id: string): void {
    for (const base of this.bases.values()) {
      if (base.idOn.get(connection) !== id) continue;
      base.idOn.delete(connection);
      this.resend(base, connection);
    }
  }

  /** A connection is gone, with what it held and what was on its way there. */
  onDown(connection: Connection): void {
    this.open.delete(connection);
    for (const { idOn, resends } of this.bases.values()) {
      idOn.delete(connection);
      resends.get(connection)?.abort();
    }
  }

  /** There is never more than one of a base on its way to a connection: another is due when that one got there. */
  private resend(base: Base, on: Connection): void {
    const resend = new AbortController();
    base.resends.set(on, resend);
    void this.sendBase(base, on, resend.signal).then(() => base.resends.delete(on));
  }

  private async sendBase(
    base: Base,
    on: Connection | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const sending = this.send(base.request, on, signal).then(held => {
      if (!held) return;
      const isNew = base.name === undefined;
      base.name ??= held.id;
      if (held.connection.usable) base.idOn.set(held.connection, held.id);
      else if (isNew) this.spread(base);
    });
    base.sending.add(sending);
    await sending;
    base.sending.delete(sending);
  }

  /** The connection it was sent on takes no turns any more; the one that opened meanwhile has missed it. */
  private spread(base: Base): void {
    if (this.bases.get(base.request.lane) !== base) return;
    for (const connection of this.open) this.resend(base, connection);
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

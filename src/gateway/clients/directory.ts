import { createHash, timingSafeEqual } from 'node:crypto';
import type { Client, ClientDefaults } from './client';

/** A client and the SHA-256 digest of its token: the token itself need not be kept. */
export interface KnownClient extends Client {
  readonly digest: Buffer;
}

/** Who may use the gateway. The list can be replaced while it runs. */
export class ClientDirectory {
  private known: readonly KnownClient[];

  constructor(known: readonly KnownClient[]) {
    this.known = known;
  }

  /** How many there are. */
  get size(): number {
    return this.known.length;
  }

  /** Takes a new list; whoever is not on it, or has other limits there, is a stranger from now on. */
  replace(known: readonly KnownClient[]): void {
    this.known = known.map(client => this.known.find(before => isSame(before, client)) ?? client);
  }

  /**
   * The client whose token this is. Every entry is compared in full, so the time taken tells neither how much of a
   * token was right nor whose it was close to.
   */
  find(token: string): Client | undefined {
    const given = tokenDigest(token);
    let found: Client | undefined;
    for (const client of this.known) if (timingSafeEqual(given, client.digest)) found = client;
    return found;
  }

  /** Whether there is a client of this name. */
  has(name: string): boolean {
    return this.known.some(known => known.name === name);
  }

  /** Whether a client that was let in may stay: its entry is still there, and unchanged. */
  knows(client: Client): boolean {
    return this.known.some(known => known === client);
  }
}

function isSame(a: KnownClient, b: KnownClient): boolean {
  return (
    a.name === b.name &&
    a.requestsPerMinute === b.requestsPerMinute &&
    a.maxInFlight === b.maxInFlight &&
    a.requestsPerDay === b.requestsPerDay &&
    a.tokensPerDay === b.tokensPerDay &&
    a.digest.equals(b.digest)
  );
}

const unlimited: ClientDefaults = { requestsPerMinute: undefined, maxInFlight: undefined };

/** A directory with one client, for a gateway that has a single token. */
export function singleClient(token: string, limits: ClientDefaults = unlimited): ClientDirectory {
  return new ClientDirectory([{ name: 'default', ...limits, digest: tokenDigest(token) }]);
}

/** Digests have one length, so that comparing them tells nothing about the length of a token either. */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

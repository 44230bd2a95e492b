import { setMaxListeners } from 'node:events';
import type { Clock } from '../../common/clock';
import { serverTitles } from '../../common/upstreamNames';
import { rankModels, type LocalModel } from './localModel';
import { localAddress, localServers, commonPath, type LocalServerName } from './localServers';
import { loopbackGet } from './loopbackGet';
import type { LocalPlace } from './places';
import { addAnswer, nextPath, readFingerprint, type Fingerprint } from './readAnswer';

/** A server that runs on this machine. */
export interface FoundServer {
  readonly server: LocalServerName;
  /** What people call it. */
  readonly title: string;
  /** Its address as settings have it. */
  readonly address: string;
  /** Host and port, for people to see. */
  readonly place: string;
  readonly state: Fingerprint['state'];
  /** The best for suggestions first. */
  readonly models: readonly LocalModel[];
}

/** What finding works with. */
export interface FindParts {
  readonly clock: Clock;
  /** Memory of the machine, in bytes. */
  readonly memoryBytes: number;
  readonly get?: typeof loopbackGet;
}

/**
 * Looks at all places side by side: one GET each, and one more where a known server answered that tells more when asked
 * again. Takes less than a second. Never rejects; a cancelled search has found nothing.
 * @returns the one with the best model first; those that have none yet at the end
 */
export async function findServers(
  places: readonly LocalPlace[],
  parts: FindParts,
  signal: AbortSignal,
): Promise<readonly FoundServer[]> {
  const until = AbortSignal.any([signal]);
  // Every look listens to it; Node takes more than ten listeners for a leak.
  setMaxListeners(0, until);
  const found = await Promise.all(places.map(place => lookAt(place, parts, until)));
  const servers = found.flatMap(server => server ?? []);
  const best = rankModels(servers.flatMap(usable), parts.memoryBytes);
  const rank = (server: FoundServer): number => {
    const [model] = usable(server);
    return model ? best.indexOf(model) : best.length;
  };
  return servers.sort((a, b) => rank(a) - rank(b));
}

async function lookAt(
  place: LocalPlace,
  { clock, memoryBytes, get = loopbackGet }: FindParts,
  signal: AbortSignal,
): Promise<FoundServer | undefined> {
  const { port, server } = place;
  const path = server === undefined ? commonPath : localServers[server].paths[0];
  const answer = await get({ port, path }, clock, signal);
  const known = answer && readFingerprint(place, answer);
  if (!known) return undefined;
  const { host } = answer;
  const next = nextPath(known, path);
  const more = next === undefined ? undefined : await get({ port, path: next, host }, clock, signal);
  const { models, ...rest } = more ? addAnswer(known, more) : known;
  const named = host === '::1' ? '[::1]' : host;
  return {
    ...rest,
    title: serverTitles[known.server],
    address: localAddress(known.server, named, port),
    place: `${named}:${port}`,
    models: rankModels(models, memoryBytes),
  };
}

/** Its best model, if it can be used. */
function usable({ models, state }: FoundServer): readonly LocalModel[] {
  return state === 'ready' ? models.slice(0, 1) : [];
}

import { parseUrl } from '../common/parseUrl';
import { serverOfHost } from '../common/serverHosts';
import type { ServerName } from '../common/upstreamNames';
import { announcementHeader, readAnnouncement, type Announcement } from '../protocol/announcement';
import { httpProfile } from './connection/httpSocket';
import { cacheFields } from '../protocol/promptCache';
import type { EndpointProfile } from './profile';

/**
 * What is assumed of a server nobody knows: one response at a time on the default lane, nothing announced.
 * `warmUp` is off because a server that ignores `generate: false` would generate, and bill, a whole answer.
 * `incremental` is on because refusing an id is cheap and documented (`previous_response_not_found`), is
 * answered by one full resend, and turns it off.
 */
export const conservativeProfile: EndpointProfile = {
  concurrentLanes: false,
  namedLanes: false,
  steer: false,
  warmUp: false,
  cancelMessage: false,
  incremental: true,
  maxInFlight: 1,
  maxLanes: 1,
  maxConnectionMs: 60 * 60_000,
  answersBare: false,
  cacheFields,
  diagnosesCache: false,
};

/** OpenAI itself. `steer` depends on the model and is corrected by the first refusal. */
const openaiProfile: EndpointProfile = {
  concurrentLanes: true,
  namedLanes: true,
  steer: true,
  warmUp: true,
  cancelMessage: false,
  incremental: true,
  maxInFlight: 16,
  maxLanes: 32,
  maxConnectionMs: 60 * 60_000,
  answersBare: false,
  cacheFields,
  diagnosesCache: false,
};

/** Servers whose documentation says more, by their host. */
const knownServers: Readonly<Partial<Record<ServerName, EndpointProfile>>> = {
  azure: { ...conservativeProfile, warmUp: true },
  vercel: { ...conservativeProfile, maxConnectionMs: 13 * 60_000 },
};

/** What is known of an endpoint before it has said anything. */
export function profileOfUrl(url: string): EndpointProfile {
  if (hostOf(url) === 'api.openai.com') return openaiProfile;
  const server = serverOfHost(parseUrl(url)?.hostname ?? '');
  return (server && knownServers[server]) ?? conservativeProfile;
}

/** What an endpoint of ours says of itself. */
export function profileOfAnnouncement(announcement: Announcement): EndpointProfile {
  const { concurrentLanes, steer, warmUp, cancel, incremental, maxInFlight, maxLanes, maxConnectionMs } =
    announcement;
  const { upstream } = announcement;
  return {
    concurrentLanes,
    namedLanes: true,
    steer,
    warmUp,
    cancelMessage: cancel,
    incremental,
    maxInFlight: concurrentLanes ? maxInFlight : 1,
    maxLanes,
    maxConnectionMs,
    answersBare: !upstream || /^(?:infill|completions|unknown)\b/.test(upstream.completions),
    cacheFields,
    diagnosesCache: announcement.promptCache ?? false,
  };
}

/**
 * Keeps the profile of one endpoint. Later knowledge wins: known host, then announcement, then the overrides of
 * the owner, then what the server's own answers proved wrong. Corrections hold until the host changes.
 */
export class ProfileKeeper {
  /** What is assumed of the endpoint that is connected to, whatever it says. */
  private assumed = conservativeProfile;
  private base = conservativeProfile;
  private corrections: Partial<EndpointProfile> = {};
  private host = '';
  private overHttp = false;
  private chainsLost = 0;
  private said: Announcement | undefined;

  constructor(private readonly overrides: Partial<EndpointProfile> = {}) {}

  get current(): EndpointProfile {
    if (this.overHttp) return this.base;
    return { ...this.base, ...this.overrides, ...this.corrections };
  }

  /** What the endpoint says of itself; undefined before it is connected, and of a server that is not ours. */
  get announcement(): Announcement | undefined {
    return this.said;
  }

  /** A connection to this URL is about to be made. */
  connecting(url: string, overHttp: boolean): void {
    const host = hostOf(url);
    if (host === this.host && overHttp === this.overHttp) return;
    this.host = host;
    this.overHttp = overHttp;
    this.corrections = {};
    this.chainsLost = 0;
    this.said = undefined;
    this.assumed = overHttp ? httpProfile : profileOfUrl(url);
    this.base = this.assumed;
  }

  /** The server accepted the upgrade with these headers (lower-case names). */
  connected(responseHeaders: Readonly<Record<string, string>>): void {
    const announcement = readAnnouncement(responseHeaders[announcementHeader]);
    this.said = announcement;
    // Another server may have taken the address of one that announced itself.
    this.base = announcement ? profileOfAnnouncement(announcement) : this.assumed;
  }

  /** The server has forgotten a response it should have held; the second time it is taken for its nature. */
  chainLost(): void {
    if (++this.chainsLost >= 2) this.correct({ incremental: false });
  }

  /** Whether the profile says all of this. */
  agrees(patch: Partial<EndpointProfile>): boolean {
    return JSON.stringify({ ...this.current, ...patch }) === JSON.stringify(this.current);
  }

  /** The server's behaviour proved something wrong. Returns whether that is news. */
  correct(patch: Partial<EndpointProfile>): boolean {
    const isNews = !this.agrees(patch);
    this.corrections = { ...this.corrections, ...patch };
    return isNews && this.agrees(patch);
  }
}

function hostOf(url: string): string {
  return parseUrl(url)?.host ?? '';
}

import type { Clock } from '../../common/clock';
import type { WireError } from '../../protocol/errors';
import type { ServiceTier } from '../../protocol/serviceTier';
import type { TierRefusal } from '../../protocol/tierRefusal';
import { featureOf, type Lane } from '../lane';

/** A tier that could not be had, as it is told to the owner of a session. */
export interface RefusedTier {
  readonly tier: ServiceTier;
  readonly why: TierRefusal['why'];
  /** In the server's words. */
  readonly error: WireError;
  /** Whether requests go on without the tier. Where not, somebody has to decide. */
  readonly fellBack: boolean;
}

/** What a session asks for in place of a tier; `nothing` where the server knows of no tiers. */
type Instead = 'default' | 'nothing';

interface Refused {
  readonly why: TierRefusal['why'];
  readonly error: WireError;
  /** Until then it holds, on the clock in ms; a tier that was limited is to be had again afterwards. */
  readonly until: number;
  /** Undefined while nobody has said that another tier will do. */
  readonly instead: Instead | undefined;
}

/** What the tiers of a session are made of. */
export interface ServiceTiersParts {
  readonly clock: Clock;
  /** The tier that is wanted for a lane. */
  readonly wanted: (lane: Lane) => ServiceTier | undefined;
  /** Whether the person has said that requests may go on without their tier. */
  readonly mayFallBack: () => boolean;
  /** A tier could not be had; once for each tier and reason. */
  readonly tell: (refused: RefusedTier) => void;
}

/** How long a limit of a tier holds where the server does not say, in ms. */
const usualLimitMs = 60_000;

/** How long a limit of a tier holds at least, in ms: a server that says "at once" must not be asked in a loop. */
const leastLimitMs = 5_000;

/**
 * How long suggestions are not asked for in a tier that was refused, in ms. One of them then finds out whether it still
 * is: typing must not repeat the same refusal key by key.
 */
const recheckMs = 60_000;

/**
 * Which service tier the requests of a session ask for. A tier that is refused, or limited, is given up only when the
 * person has said so; until then requests fail with the server's reason, and those that nobody has asked for by hand are not
 * sent at all.
 */
export class ServiceTiers {
  private readonly refusedTiers = new Map<ServiceTier, Refused>();
  /** Tiers for which the person has said so for this session. */
  private readonly givenUp = new Set<ServiceTier>();
  private readonly told = new Set<string>();

  constructor(private readonly parts: ServiceTiersParts) {}

  /** The tier that is wanted for a lane, whatever is asked for. */
  wanted(lane: Lane): ServiceTier | undefined {
    return this.parts.wanted(lane);
  }

  /** The tier to ask for on a lane. */
  askFor(lane: Lane): ServiceTier | undefined {
    const tier = this.wanted(lane);
    const instead = tier && this.holding(tier)?.instead;
    if (instead === undefined) return tier;
    return instead === 'default' ? 'default' : undefined;
  }

  /** Why a request of this lane is not even to be sent; undefined when it is. */
  blocked(lane: Lane): WireError | undefined {
    const feature = featureOf(lane);
    // What a person asks for by hand deserves to be tried.
    if (feature !== 'inline' && feature !== 'prefetch') return undefined;
    const tier = this.wanted(lane);
    const refused = tier && this.holding(tier);
    return refused && refused.instead === undefined ? refused.error : undefined;
  }

  /**
   * A request was turned away because of its tier.
   * @param asked what it had asked for, which need not be what is wanted any more
   * @returns whether the same request will now ask for something else
   */
  refused(lane: Lane, asked: ServiceTier, { why }: TierRefusal, error: WireError): boolean {
    const { clock, mayFallBack, tell } = this.parts;
    const tier = this.wanted(lane);
    if (tier === undefined) return false;
    const before = this.holding(tier);
    if (before?.instead !== undefined) {
      // Refused too: what was to be asked for in its place.
      if (asked !== tier || why === 'field') this.refusedTiers.set(tier, { ...before, instead: 'nothing' });
      return true;
    }
    const fellBack = mayFallBack() || this.givenUp.has(tier);
    const now = clock.now();
    const limitedUntil = now + Math.max(error.retryAfterMs ?? usualLimitMs, leastLimitMs);
    const refusedUntil = fellBack ? Infinity : now + recheckMs;
    this.refusedTiers.set(tier, {
      why,
      error,
      until: why === 'limit' ? limitedUntil : refusedUntil,
      instead: fellBack ? insteadOf(tier, why) : undefined,
    });
    const news = `${tier} ${why}`;
    if (!this.told.has(news)) {
      this.told.add(news);
      tell({ tier, why, error, fellBack });
    }
    return fellBack && this.askFor(lane) !== asked;
  }

  /** The person has said that requests of this session may go on without this tier. */
  giveUp(tier: ServiceTier): void {
    this.givenUp.add(tier);
    const refused = this.refusedTiers.get(tier);
    if (!refused) return;
    const until = refused.why === 'limit' ? refused.until : Infinity;
    this.refusedTiers.set(tier, { ...refused, until, instead: insteadOf(tier, refused.why) });
  }

  private holding(tier: ServiceTier): Refused | undefined {
    const { clock, mayFallBack } = this.parts;
    const refused = this.refusedTiers.get(tier);
    if (!refused || clock.now() >= refused.until) return undefined;
    // The person may have said so since, in the settings.
    if (refused.instead === undefined && mayFallBack()) this.giveUp(tier);
    return this.refusedTiers.get(tier);
  }
}

function insteadOf(tier: ServiceTier, why: TierRefusal['why']): Instead {
  return why === 'field' || tier === 'default' ? 'nothing' : 'default';
}

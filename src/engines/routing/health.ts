import type { ErrorClass } from './errorClass';

/** Why an upstream is not asked. */
export interface Trouble {
  readonly kind: ErrorClass;
  /** A sentence for people. */
  readonly reason: string;
}

/** What is thought of an upstream, by how it has answered. */
export type Health =
  /** It is asked. `strikes`: what it has failed in since it last answered. */
  | { readonly kind: 'up'; readonly strikes: number }
  /** It has said when to come back. `until`: by the clock, in ms. */
  | { readonly kind: 'resting'; readonly until: number; readonly why: Trouble }
  /** It is not asked but looked at now and then. `looks`: how often in vain, those of earlier falls included. */
  | { readonly kind: 'down'; readonly looks: number; readonly why: Trouble }
  /** It was seen again: one request shows what it is worth. `taken`: that request is on its way. */
  | { readonly kind: 'trial'; readonly looks: number; readonly why: Trouble; readonly taken: boolean };

/** Of a new one nothing bad is thought. */
export const healthy: Health = { kind: 'up', strikes: 0 };

/** How much a failure counts; at three an upstream is down. Where nothing listens, nobody need ask three times. */
const weights: Readonly<Record<ErrorClass, number>> = {
  unreachable: 3,
  timeout: 2,
  overloaded: 1,
  failed: 1,
  denied: 1,
  limited: 0,
  context: 0,
};
const mostStrikes = 3;

/** How long one that is too busy rests where it does not say, and at most, in ms. */
const usualRestMs = 1_000;
const longestRestMs = 60_000;

/** Until the first look at one that is down, and between two looks at most, in ms. */
const firstLookMs = 1_000;
const lastLookMs = 30_000;

/** It has answered, whatever it said. One that wants to be left alone still is. */
export function answered(health: Health, now: number): Health {
  return health.kind === 'resting' && now < health.until ? health : healthy;
}

/**
 * It has failed.
 * @param restMs how long it wants to be left alone, where it has said so
 * @param now by the clock, in ms
 */
export function failed(health: Health, why: Trouble, restMs: number | undefined, now: number): Health {
  if (health.kind === 'down') return { ...health, why };
  const rest = restMs ?? (why.kind === 'limited' ? usualRestMs : undefined);
  if (rest !== undefined && (why.kind === 'limited' || why.kind === 'overloaded'))
    return { kind: 'resting', until: now + Math.min(rest, longestRestMs), why };
  if (health.kind === 'trial') return { kind: 'down', looks: health.looks + 1, why };
  const strikes = (health.kind === 'up' ? health.strikes : 0) + weights[why.kind];
  return strikes < mostStrikes ? { kind: 'up', strikes } : { kind: 'down', looks: 0, why };
}

/** It was looked at while it was down. */
export function looked(health: Health, isThere: boolean): Health {
  if (health.kind !== 'down') return health;
  const { looks, why } = health;
  return isThere ? { kind: 'trial', looks, why, taken: false } : { kind: 'down', looks: looks + 1, why };
}

/** A request goes to it, or the one that went is over without a result. */
export function tried(health: Health, taken: boolean): Health {
  return health.kind === 'trial' ? { ...health, taken } : health;
}

/** Whether it may be asked now. */
export function isUsable(health: Health, now: number): boolean {
  switch (health.kind) {
    case 'up':
      return true;
    case 'resting':
      return now >= health.until;
    case 'trial':
      return !health.taken;
    case 'down':
      return false;
  }
}

/** Why it is not asked, where that is so. */
export function troubleOf(health: Health): Trouble | undefined {
  return health.kind === 'up' ? undefined : health.why;
}

/** When one that is down is looked at next, in ms from now. */
export function nextLookMs(looks: number): number {
  return Math.min(lastLookMs, firstLookMs * 2 ** Math.min(looks, 10));
}

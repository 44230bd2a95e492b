import type { ErrorClass } from './errorClass';
import { lessBusyOfTwo, pressureOf, type Loaded } from './twoChoices';

/** What is looked at of an upstream to choose it. */
export interface Candidate extends Loaded {
  /** May be asked, by its health. */
  readonly isUsable: boolean;
  /** Does as much at once as it may. */
  readonly isFull: boolean;
  /** Is asked no more, whatever happens. */
  readonly isGone: boolean;
  readonly trouble: { readonly kind: ErrorClass } | undefined;
}

/** A model at an upstream. */
export interface Seat<Member extends Candidate> {
  readonly member: Member;
  readonly model: string;
}

/** Seats of which any will do, and after which failures. */
export interface Stage<Member extends Candidate> {
  readonly seats: readonly Seat<Member>[];
  /** Undefined: the first stage, for requests that have not failed. */
  readonly after: ReadonlySet<ErrorClass> | undefined;
}

/** What a request has met with so far. */
export interface Journey<Member extends Candidate> {
  /** What was asked and has failed. */
  readonly tried: readonly Seat<Member>[];
  /** How it failed last; undefined before it has. */
  readonly failure: ErrorClass | undefined;
  /** Where its prefix cache is. */
  readonly preferred: Member | undefined;
}

/** A seat, or that one has to be waited for, or that there is none. */
export type Chosen<Member extends Candidate> = Seat<Member> | 'wait' | 'none';

/**
 * Chooses where a request goes: to the first stage that is open to it and has somebody who may be asked; within it where its
 * prefix cache is, unless that one is much busier, else to the less busy of two. Where nobody may be asked and nothing was
 * tried, one that is down is: it may be back, and what it says is the truth.
 * @param random numbers in [0, 1)
 */
export function choose<Member extends Candidate>(
  stages: readonly Stage<Member>[],
  { tried, failure, preferred }: Journey<Member>,
  random: () => number,
): Chosen<Member> {
  const isFresh = (seat: Seat<Member>): boolean =>
    !seat.member.isGone && !tried.some(one => one.member === seat.member && one.model === seat.model);
  const troubles = new Set<ErrorClass>(failure === undefined ? [] : [failure]);
  for (const { seats, after } of stages) {
    const isOpen = after ? [...troubles].some(kind => after.has(kind)) : failure !== 'context';
    if (!isOpen) continue;
    const usable = seats.filter(seat => isFresh(seat) && seat.member.isUsable);
    if (usable.length > 0) return among(usable, preferred, random);
    for (const { member } of seats) if (member.trouble) troubles.add(member.trouble.kind);
  }
  if (failure !== undefined) return 'none';
  const left = stages[0]?.seats.filter(isFresh) ?? [];
  return left.length > 0 ? among(left, preferred, random) : 'none';
}

function among<Member extends Candidate>(
  seats: readonly Seat<Member>[],
  preferred: Member | undefined,
  random: () => number,
): Chosen<Member> {
  const free = seats.filter(({ member }) => !member.isFull);
  const members = [...new Set(free.map(({ member }) => member))];
  const member =
    preferred && members.includes(preferred) && !isMuchBusier(preferred, members)
      ? preferred
      : lessBusyOfTwo(members, random);
  return free.find(seat => seat.member === member) ?? 'wait';
}

/** What a prefix cache saves is worth some waiting behind others, but not any. */
function isMuchBusier(one: Loaded, all: readonly Loaded[]): boolean {
  const least = Math.min(...all.map(pressureOf));
  return one.inFlight > 8 + 2 * least * one.weight;
}

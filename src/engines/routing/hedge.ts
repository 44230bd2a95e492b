import type { Clock } from '../../common/clock';
import type { EngineRequest } from '../engine';
import { estimateInputTokens } from '../requestSize';
import { ask, type Asked, type TakenSeat } from './asking';

/** What a request with a second try needs. */
export interface HedgeParts {
  readonly clock: Clock;
  /** How long the first one has, in ms. */
  readonly afterMs: number;
  /** Takes a seat at another upstream; undefined where there is none now. */
  readonly second: () => TakenSeat | undefined;
  /** Hears of each of the two that fails. */
  readonly onFailed: (seat: TakenSeat, error: unknown) => void;
}

type Ended =
  { readonly kind: 'asked'; readonly asked: Asked } | { readonly kind: 'failed'; readonly error: unknown };

interface Try {
  readonly seat: TakenSeat;
  readonly ended: Promise<Ended>;
  readonly abort: (reason: Error) => void;
  /** Its caller's signal has no more to do with it. */
  readonly release: () => void;
}

/**
 * Asks one upstream, and a second one as well when the first has not begun to answer in its time. Whichever begins first
 * answers; the other one is cancelled, and what it has cost is counted. Rejects when both have failed.
 */
export async function askHedged(
  seat: TakenSeat,
  request: EngineRequest,
  signal: AbortSignal,
  { clock, afterMs, second: takeSecond, onFailed }: HedgeParts,
): Promise<Asked> {
  const since = clock.now();
  const first = start(seat, request, signal, clock);
  const late = await lateOrEnded(first, clock, afterMs);
  const other = late && !signal.aborted ? takeSecond() : undefined;
  const tell = ({ seat: failed }: Try, ended: Ended): void => {
    // An abort of the caller ends both in the same way; only what failed by itself is told.
    if (ended.kind === 'failed' && !signal.aborted) onFailed(failed, ended.error);
  };
  if (!other) {
    const ended = await first.ended;
    tell(first, ended);
    return settled(first, ended);
  }
  const second = start(other, request, signal, clock);
  const [winner, ended] = await Promise.race(
    [first, second].map(async one => [one, await one.ended] as const),
  );
  const loser = winner === first ? second : first;
  if (ended.kind === 'failed') {
    tell(winner, ended);
    if (winner === second) other.member.tally.hedged('lost');
    const last = await loser.ended;
    tell(loser, last);
    if (loser === second) other.member.tally.hedged(last.kind === 'asked' ? 'won' : 'lost');
    winner.release();
    return settled(loser, last);
  }
  other.member.tally.hedged(winner === second ? 'won' : 'lost');
  // It would have taken longer still; left out, slow answers would make it look faster.
  if (loser === first) seat.member.firstTokens.hedged.add(clock.now() - since);
  loser.abort(new Error('another upstream was first'));
  void waste(loser, request);
  return settled(winner, ended);
}

/** Resolves to whether it has not ended in time. */
function lateOrEnded(first: Try, clock: Clock, ms: number): Promise<boolean> {
  return new Promise(resolve => {
    const timer = clock.setTimeout(() => resolve(true), ms);
    void first.ended.then(() => {
      timer.dispose();
      resolve(false);
    });
  });
}

/** Each of the two is aborted by itself, and both when the caller is. */
function start(seat: TakenSeat, request: EngineRequest, signal: AbortSignal, clock: Clock): Try {
  const own = new AbortController();
  const onAbort = (): void => own.abort(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return {
    seat,
    ended: ask(seat, request, own.signal, { clock, isHedged: true }).then(
      asked => ({ kind: 'asked', asked }) as const,
      (error: unknown) => ({ kind: 'failed', error }) as const,
    ),
    abort: reason => own.abort(reason),
    release: () => signal.removeEventListener('abort', onAbort),
  };
}

/** The answer of a try, or its failure. */
function settled(one: Try, ended: Ended): Asked {
  if (ended.kind === 'failed') {
    one.release();
    throw ended.error;
  }
  const { asked } = ended;
  return {
    ...asked,
    over(error) {
      one.release();
      asked.over(error);
    },
  };
}

/** Counts what a try has cost that nobody reads, and lets go of it. */
async function waste(loser: Try, request: EngineRequest): Promise<void> {
  const ended = await loser.ended;
  loser.release();
  const { tally } = loser.seat.member;
  if (ended.kind === 'failed') {
    if (!tally.wasteOf(ended.error)) tally.waste(estimateInputTokens(request), 0);
    return;
  }
  const { first, answer, over } = ended.asked;
  tally.waste(estimateInputTokens(request), first.kind === 'end' ? 0 : Math.ceil(first.tokens));
  await answer.return().catch(() => undefined);
  over();
}

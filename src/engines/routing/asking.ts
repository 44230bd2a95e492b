import type { Clock } from '../../common/clock';
import { begun } from '../answer';
import type { Answer, EngineEvent, EngineRequest } from '../engine';
import type { Seat } from './choice';
import type { Member } from './member';

/** A seat that a request has taken. */
export interface TakenSeat extends Seat<Member> {
  /** Called once, when the request needs it no more. */
  readonly leave: () => void;
}

/** An answer that has begun. */
export interface Asked {
  readonly seat: TakenSeat;
  readonly answer: Answer;
  /** Its first event. */
  readonly first: EngineEvent;
  /** Called once, at its end; `error` only where it failed. */
  readonly over: (error?: unknown) => void;
}

/** What asking needs besides the request. */
export interface Asking {
  readonly clock: Clock;
  /** Whether its time to the first token counts among those of suggestions. */
  readonly isHedged: boolean;
}

/** Asks one upstream. Resolves when its answer begins; rejects when it does not, and has then left its seat. */
export async function ask(
  seat: TakenSeat,
  request: EngineRequest,
  signal: AbortSignal,
  { clock, isHedged }: Asking,
): Promise<Asked> {
  const { member, model } = seat;
  const since = clock.now();
  const failed = (error: unknown): void => {
    if (!signal.aborted) member.failed(error);
  };
  member.tally.ask();
  const answer = begun(member.engine.generate({ ...request, model }, signal));
  try {
    const step = await answer.next();
    if (step.done) throw new Error('the engine stopped without an end event');
    member.firstTokens[isHedged ? 'hedged' : 'other'].add(clock.now() - since);
    member.answered();
    return {
      seat,
      answer,
      first: step.value,
      over(error) {
        if (error !== undefined) failed(error);
        seat.leave();
      },
    };
  } catch (error) {
    failed(error);
    seat.leave();
    throw error;
  }
}

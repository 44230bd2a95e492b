import { isOtherTier, tierInWords } from '../../protocol/serviceTier';
import type { TurnResult } from '../../session/turn';
import type { WritingPace } from '../../session/turns/writingPace';
import type { AnswerNumbers } from '../messages';

/** What is known of an answer while it runs. Times on the clock, in ms. */
export interface Progress {
  readonly startedAt: number;
  readonly firstTextAt: number | undefined;
  readonly pace: WritingPace;
  /** From the key press of the last redirect to its first text, in ms. */
  readonly redirectMs: number | undefined;
}

/** Figures of an answer that runs. */
export function runningNumbers(run: Progress, now: number): AnswerNumbers {
  const { firstTextAt = now, startedAt, pace, redirectMs } = run;
  const tokensPerSecond = pace.tokensPerSecond(now);
  return {
    firstTokenMs: Math.max(0, firstTextAt - startedAt),
    ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
    ...(redirectMs === undefined ? {} : { redirectMs }),
  };
}

/** Figures of an answer that has ended. */
export function numbersOf(
  { redirectMs }: Pick<Progress, 'redirectMs'>,
  { timings, usage, serviceTier }: TurnResult,
  reason: string,
): AnswerNumbers {
  const { firstTokenMs, tokensPerSecond, totalMs, legs = 1 } = timings;
  return {
    totalMs,
    endReason: reason,
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
    ...(redirectMs === undefined ? {} : { redirectMs }),
    ...(serviceTier && isOtherTier(serviceTier) ? { otherTier: tierInWords(serviceTier).slice(0, 200) } : {}),
    // A server counts its last response: of an answer that was redirected that is not all of it.
    ...(legs > 1 ? {} : usage),
  };
}

/** Why an answer ended, in a word or two: in English, for it is kept; the page says it in the language of the window. */
export function endReason(status: TurnResult['status'], reason: string | undefined): string {
  if (status === 'completed') return 'complete';
  if (status === 'cancelled') return 'stopped';
  if (status === 'failed') return 'failed';
  return reason === 'max_output_tokens' ? 'length limit' : (reason ?? 'cut short').slice(0, 200);
}

import type { TurnResult } from '../../session/turn';
import { unitsPerToken } from '../../session/turnTimings';
import type { AnswerNumbers } from '../messages';

/** What is known of an answer while it runs. Times on the clock, in ms; units are UTF-16. */
export interface Progress {
  readonly startedAt: number;
  readonly firstTextAt: number | undefined;
  readonly units: number;
  /** From the key press of the last redirect to its first text, in ms. */
  readonly redirectMs: number | undefined;
}

/** Figures of an answer that runs. */
export function runningNumbers(run: Progress, now: number): AnswerNumbers {
  const { firstTextAt = now, startedAt, units, redirectMs } = run;
  const elapsed = now - firstTextAt;
  return {
    firstTokenMs: firstTextAt - startedAt,
    ...(elapsed > 100 ? { tokensPerSecond: (units / unitsPerToken / elapsed) * 1000 } : {}),
    ...(redirectMs === undefined ? {} : { redirectMs }),
  };
}

/** Figures of an answer that has ended. */
export function numbersOf(
  { redirectMs }: Pick<Progress, 'redirectMs'>,
  { timings, usage }: TurnResult,
  reason: string,
): AnswerNumbers {
  const { firstTokenMs, tokensPerSecond, totalMs } = timings;
  return {
    totalMs,
    endReason: reason,
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
    ...(redirectMs === undefined ? {} : { redirectMs }),
    ...usage,
  };
}

/** Why an answer ended, in a word or two. */
export function endReason(status: TurnResult['status'], reason: string | undefined): string {
  if (status === 'completed') return 'complete';
  if (status === 'cancelled') return 'stopped';
  if (status === 'failed') return 'failed';
  return reason === 'max_output_tokens' ? 'length limit' : (reason ?? 'cut short').slice(0, 200);
}

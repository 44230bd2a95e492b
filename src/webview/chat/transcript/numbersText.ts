import type { AnswerNumbers } from '../../../chat/messages';

/**
 * The figures of an answer, such as `210 ms to first token · 1,040 tokens/s · 800 tokens · complete`. Where they need more than
 * one line they break behind a dot, never inside a figure.
 */
export function numbersText(numbers: AnswerNumbers): string {
  const { firstTokenMs, tokensPerSecond, outputTokens, redirectMs, otherTier, endReason } = numbers;
  return [
    firstTokenMs === undefined ? undefined : `${duration(firstTokenMs)} to first token`,
    redirectMs === undefined ? undefined : `${duration(redirectMs)} to the new course`,
    tokensPerSecond === undefined ? undefined : `${whole(tokensPerSecond)} tokens/s`,
    outputTokens === undefined
      ? undefined
      : `${whole(outputTokens)} ${outputTokens === 1 ? 'token' : 'tokens'}`,
  ]
    .map(figure => figure?.replaceAll(' ', '\u00a0'))
    .concat(otherTier, endReason)
    .filter(Boolean)
    .join('\u00a0· ');
}

/** All figures, one a line, for the tooltip. */
export function numbersDetail(numbers: AnswerNumbers): string {
  const { inputTokens, cachedTokens, totalMs } = numbers;
  return [
    inputTokens === undefined
      ? undefined
      : `${whole(inputTokens)} tokens read${cachedTokens ? `, ${whole(cachedTokens)} of them from the cache` : ''}`,
    totalMs === undefined ? undefined : `${duration(totalMs)} in all`,
  ]
    .filter(Boolean)
    .join('\n');
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Milliseconds as people read them. */
function duration(value: number): string {
  if (value < 1_000) return `${Math.round(value)} ms`;
  return value < 60_000 ? `${(value / 1_000).toFixed(1)} s` : `${Math.round(value / 60_000)} min`;
}

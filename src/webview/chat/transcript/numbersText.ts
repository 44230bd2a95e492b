import type { AnswerNumbers } from '../../../chat/messages';
import { inFigures, t } from '../../../common/l10n';
import { whole } from '../../figures';

/**
 * The figures of an answer, such as `210 ms to first token · 1,040 tokens/s · 800 tokens · complete`. Where they need more than
 * one line they break behind a dot, never inside a figure.
 */
export function numbersText(numbers: AnswerNumbers): string {
  const { firstTokenMs, tokensPerSecond, outputTokens, redirectMs, otherTier, endReason } = numbers;
  return [
    firstTokenMs === undefined ? undefined : t('{0} to first token', duration(firstTokenMs)),
    redirectMs === undefined ? undefined : t('{0} to the new course', duration(redirectMs)),
    tokensPerSecond === undefined ? undefined : t('{0} tokens/s', whole(tokensPerSecond)),
    outputTokens === undefined
      ? undefined
      : outputTokens === 1
        ? t('1 token')
        : t('{0} tokens', whole(outputTokens)),
  ]
    .map(figure => figure?.replaceAll(' ', '\u00a0'))
    .concat(otherTier, endReason && (endWords.get(endReason) ?? endReason))
    .filter(Boolean)
    .join('\u00a0· ');
}

/** Why an answer ended: what is known by name; what a server says by a word of its own is shown so. */
const endWords: ReadonlyMap<string, string> = new Map([
  ['complete', t('complete')],
  ['stopped', t('stopped')],
  ['failed', t('failed')],
  ['length limit', t('length limit')],
  ['cut short', t('cut short')],
  ['window closed', t('window closed')],
]);

/** All figures, one a line, for the tooltip. */
export function numbersDetail(numbers: AnswerNumbers): string {
  const { inputTokens, cachedTokens, totalMs } = numbers;
  return [
    inputTokens === undefined
      ? undefined
      : t(
          '{0} tokens read{1}',
          whole(inputTokens),
          cachedTokens ? t(', {0} of them from the cache', whole(cachedTokens)) : '',
        ),
    totalMs === undefined ? undefined : t('{0} in all', duration(totalMs)),
  ]
    .filter(Boolean)
    .join('\n');
}

/** Milliseconds as people read them. */
function duration(value: number): string {
  if (value < 1_000) return `${Math.round(value)} ms`;
  return value < 60_000 ? `${inFigures(value / 1_000, 1)} s` : t('{0} min', Math.round(value / 60_000));
}

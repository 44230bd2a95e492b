import { t } from '../../common/l10n';
import type { RefusedTier } from '../../session/turns/serviceTiers';

/** `codexSpark.serviceTierFallback`: what becomes of requests whose tier is refused. */
export type TierFallback = 'ask' | 'default' | 'stay';

/** What a person can answer, as a button. */
export type TierChoice = 'Use Default Tier' | 'Always Use It' | 'Stay' | 'Open Settings';

/** What stands on the buttons. */
export const tierWords: Readonly<Record<TierChoice, string>> = {
  'Use Default Tier': t('Use Default Tier'),
  'Always Use It': t('Always Use It'),
  Stay: t('Stay'),
  'Open Settings': t('Open Settings'),
};

/** One message about a tier that could not be had. */
export interface TierNotice {
  readonly message: string;
  readonly choices: readonly TierChoice[];
  /** Whether something does not work until the person has chosen. */
  readonly isProblem: boolean;
}

/** Longest part of the server's sentence that is told, in UTF-16 code units: a message has three lines. */
const longestSaid = 160;

/**
 * What to tell of a tier that could not be had: with a choice, or, where the person has made it before, what was done.
 * @param where the server, as people know it
 */
export function tierNotice(
  { tier, why, error, fellBack }: RefusedTier,
  where: string,
  setting: TierFallback,
): TierNotice {
  const what = {
    value: t('{0} refused the service tier "{1}".', where, tier),
    field: t('{0} knows no service tiers, and "{1}" was asked for.', where, tier),
    limit: t('The limit of the service tier "{0}" is reached at {1}.', tier, where),
  }[why];
  const said = `Codex Spark: ${what}${why === 'field' ? '' : inItsWords(error.message)}`;
  const time = why === 'limit' ? t('until the limit is over') : t('for this session');
  if (fellBack)
    return {
      message: t('{0} The default tier is used {1}.', said, time),
      choices: ['Open Settings'],
      isProblem: false,
    };
  if (setting === 'stay')
    return {
      message: t('{0} No other tier is used, as the setting says.', said),
      choices: ['Open Settings'],
      isProblem: true,
    };
  return {
    message: t('{0} Use the default tier {1}?', said, time),
    choices: ['Use Default Tier', 'Always Use It', 'Stay'],
    isProblem: true,
  };
}

function inItsWords(message: string): string {
  const line = message.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return '';
  const short = line.length <= longestSaid ? line : `${line.slice(0, longestSaid - 1).trimEnd()}…`;
  return t(' It says: {0}', /[.!?…]$/.test(short) ? short : `${short}.`);
}

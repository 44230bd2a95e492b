import type { RefusedTier } from '../../session/turns/serviceTiers';

/** `codexSpark.serviceTierFallback`: what becomes of requests whose tier is refused. */
export type TierFallback = 'ask' | 'default' | 'stay';

/** What a person can answer, as the label of a button. */
export type TierChoice = 'Use Default Tier' | 'Always Use It' | 'Stay' | 'Open Settings';

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
    value: `${where} refused the service tier "${tier}".`,
    field: `${where} knows no service tiers, and "${tier}" was asked for.`,
    limit: `The limit of the service tier "${tier}" is reached at ${where}.`,
  }[why];
  const said = `Codex Spark: ${what}${why === 'field' ? '' : inItsWords(error.message)}`;
  const time = why === 'limit' ? 'until the limit is over' : 'for this session';
  if (fellBack)
    return {
      message: `${said} The default tier is used ${time}.`,
      choices: ['Open Settings'],
      isProblem: false,
    };
  if (setting === 'stay')
    return {
      message: `${said} No other tier is used, as the setting says.`,
      choices: ['Open Settings'],
      isProblem: true,
    };
  return {
    message: `${said} Use the default tier ${time}?`,
    choices: ['Use Default Tier', 'Always Use It', 'Stay'],
    isProblem: true,
  };
}

function inItsWords(message: string): string {
  const line = message.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return '';
  const short = line.length <= longestSaid ? line : `${line.slice(0, longestSaid - 1).trimEnd()}…`;
  return ` It says: ${/[.!?…]$/.test(short) ? short : `${short}.`}`;
}

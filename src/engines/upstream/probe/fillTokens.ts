import { fimFamilyNames } from '../../../common/upstreamNames';
import { fimFamilies } from '../forms/completions/fimFamilies';
import type { FillTokens } from '../forms/infill/tokenPrompts';
import { isRecord, listOf, recordOf, textOf } from '../forms/json';

/** What llama.cpp is asked at `/tokenize`: which of the tokens of all families are tokens of its model. */
export const tokensAsked = {
  content: [...new Set(fimFamilyNames.flatMap(name => fimFamilies[name].tokens))].join('\n'),
  add_special: false,
  parse_special: true,
  with_pieces: true,
} as const;

/**
 * How the model of llama.cpp fills in the middle: as the family with the most tokens of its own, of those whose tokens it has all. Undefined where
 * there is none, or where it is not said how many tokens a request may have.
 * @param props what `/props` answered
 * @param tokenized what `/tokenize` answered to `tokensAsked`
 */
export function fillTokens(props: unknown, tokenized: unknown): FillTokens | undefined {
  const context = recordOf(props, 'default_generation_settings')?.['n_ctx'];
  if (typeof context !== 'number') return undefined;
  const pieces = new Set(listOf(tokenized, 'tokens').map(token => isRecord(token) && textOf(token, 'piece')));
  const [family] = fimFamilyNames
    .filter(name => fimFamilies[name].tokens.every(token => pieces.has(token)))
    .sort((a, b) => fimFamilies[b].tokens.length - fimFamilies[a].tokens.length);
  return family && { family, context };
}

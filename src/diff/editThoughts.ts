import { AnswerThoughts } from '../common/answerThoughts';
import { holdsThoughtTag } from '../common/thoughtTags';

/** A fenced block, or a block of search and replace with the file above it. */
const begins = /^(?:`{3}|~{3}|(?:[^\n]{1,300}\n){0,2}?<{5,} ?SEARCH\b)/i;
/** The same behind thoughts: after a sentence or two. */
const follows = /^(?:[^\n]{0,300}\n){0,3}?[ \t]*(?:`{3}|~{3}|<{5,} ?SEARCH\b)/i;

/** Takes the thoughts out of the answer to a rewrite. @param about the code and what is to be done to it */
export function editThoughts(about: string): AnswerThoughts {
  return new AnswerThoughts({ begins, follows, mayBeBare: false, mayHoldTags: holdsThoughtTag(about) });
}

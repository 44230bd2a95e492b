/** A mention that is being typed. */
export interface MentionQuery {
  /** Where its `@` stands, in UTF-16 units. */
  readonly from: number;
  /** What follows the `@`, up to the cursor. */
  readonly query: string;
}

/**
 * The mention at the cursor, if one is being typed: an `@` at the beginning of a word, and no white space since.
 * @param caret offset of the cursor, in UTF-16 units
 */
export function mentionQuery(text: string, caret: number): MentionQuery | undefined {
  const found = /(?:^|[\s([{"'])@([^\s@]{0,200})$/u.exec(text.slice(Math.max(0, caret - 202), caret));
  const query = found?.[1];
  return query === undefined ? undefined : { from: caret - query.length - 1, query };
}

/** The text with the mention replaced, and where the cursor stands then. */
export function withMention(
  text: string,
  { from, query }: MentionQuery,
  label: string,
  goesOn: boolean,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(from + 1 + query.length);
  const put = `@${label}${goesOn || /^\s/.test(after) ? '' : ' '}`;
  return {
    text: text.slice(0, from) + put + after,
    caret: from + put.length + (goesOn || put.endsWith(' ') ? 0 : 1),
  };
}

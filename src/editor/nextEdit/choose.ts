import type { NextEdit } from '../../nextEdit/nextEdit';

/** Where the user is. */
export interface Standpoint {
  readonly uri: string;
  /** The cursor, in UTF-16 code units from the start of the document. */
  readonly offset: number;
}

/**
 * The edits in the order in which they are offered: those of the user's document first, from the cursor on downwards and
 * then from its beginning, as one goes through a file; then those of other documents as they come. So each Tab leads to
 * the neighbour of the one before.
 */
export function inOrder(edits: readonly NextEdit[], { uri, offset }: Standpoint): readonly NextEdit[] {
  const placed = edits.map(edit => {
    const at = edit.edits[0]?.offset ?? 0;
    const part = edit.uri !== uri ? 2 : at >= offset ? 0 : 1;
    return { edit, part, at: part === 2 ? 0 : at };
  });
  return placed.sort((a, b) => a.part - b.part || a.at - b.at).map(({ edit }) => edit);
}

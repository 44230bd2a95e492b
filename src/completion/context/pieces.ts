import type { ContextForm, DocumentForm, FileForm } from '../../protocol/promptForms';

/** What a request may know besides the window around the cursor: all that changes rarely, and is sent ahead. */
export interface ContextPieces {
  /** Of other files: whole ones, parts, declarations. From what changes least to what changes most. */
  readonly others: readonly FileForm[];
  /** The document being edited, or the part of it around the cursor, as it is now. */
  readonly current: DocumentForm | undefined;
  /** What was changed in the last minutes, and what is known of the current document beyond its text. */
  readonly notes: readonly ContextForm[];
}

/** Knowing nothing. */
export const noPieces: ContextPieces = { others: [], current: undefined, notes: [] };

/** In the order in which they are sent: a server's prefix cache holds up to the first piece that changed. */
export function inOrder({ others, current, notes }: ContextPieces): ContextForm[] {
  return [...others, ...(current ? [current] : []), ...notes];
}

/** One replacement in a text; `start` and `end` in UTF-16 code units, `end` exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits, which must not overlap; every code unit outside of them stays as it is. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/**
 * The function that takes an offset in the edited text back to the text before. An offset inside inserted
 * text goes to where the edit began.
 */
export function mapBack(edits: readonly TextEdit[]): (offset: number) => number {
  const ordered = inOrder(edits);
  return offset => {
    let shift = 0;
    for (const edit of ordered) {
      const newStart = edit.start + shift;
      if (offset < newStart) break;
      if (offset < newStart + edit.text.length) return edit.start;
      shift += edit.text.length - (edit.end - edit.start);
    }
    return offset - shift;
  };
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

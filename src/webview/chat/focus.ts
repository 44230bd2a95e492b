/** What can have the focus inside of something, in order. */
const controls = 'button, a[tabindex], input, textarea, summary, vscode-button, [tabindex]';

/** Where the focus is in a list whose rows are drawn anew. */
export interface FocusedRow {
  /** The row's `data-id`, if it has one. */
  readonly id: string | undefined;
  readonly at: number;
  /** Which of the row's controls; -1 is the row itself. */
  readonly control: number;
}

/** Where the focus is among the rows of a list; undefined when it is elsewhere. */
export function focusedRow(list: HTMLElement): FocusedRow | undefined {
  const { activeElement } = document;
  const rows = rowsOf(list);
  const at = rows.findIndex(row => row.contains(activeElement));
  const row = rows[at];
  if (!row) return undefined;
  const control = [...row.querySelectorAll(controls)].findIndex(node => node === activeElement);
  return { id: row.dataset['id'], at, control };
}

/**
 * Gives the focus back after the rows were drawn anew: to the same control of the same row; where the row is gone, to the one
 * that took its place, or the last; where the control is gone or cannot be used, to the row.
 * @returns whether something took it; not when the list is empty
 */
export function focusRow(list: HTMLElement, { id, at, control }: FocusedRow): boolean {
  const rows = rowsOf(list);
  const same = id === undefined ? undefined : rows.find(row => row.dataset['id'] === id);
  const row = same ?? rows[Math.min(at, rows.length - 1)];
  if (!row) return false;
  const inRow = [...row.querySelectorAll<HTMLElement>(controls)];
  const places = [...(same || id === undefined ? [inRow[control]] : []), row, ...inRow];
  return places.some(node => {
    node?.focus();
    return node !== undefined && node === document.activeElement;
  });
}

/** Makes a change; when what has the focus goes away by it, `instead` is called: the focus is never lost. */
export function keepFocus(root: HTMLElement, change: () => void, instead: () => void): void {
  const before = document.activeElement;
  change();
  if (!before || !(before instanceof HTMLElement) || before === document.body) return;
  const isThere = root.contains(before) && before.checkVisibility();
  const isElsewhere = document.activeElement !== before && document.activeElement !== document.body;
  if (!isThere && !isElsewhere) instead();
}

const rowsOf = (list: HTMLElement): HTMLElement[] =>
  [...list.children].filter(node => node instanceof HTMLElement);

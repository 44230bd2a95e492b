/** What of a row tells which value it stands for. */
interface Row<T> {
  readonly label: string;
  readonly value?: T;
  /** It says what is typed. */
  readonly isTyped?: boolean;
}

/**
 * The value of the row that was taken while `typed` is typed, whose rows are `now`. Keys do not wait for rows: one that says what
 * is typed may have been made for fewer letters. Undefined where there is none to take.
 */
export function valueOf<T>(taken: Row<T> | undefined, typed: string, now: readonly Row<T>[]): T | undefined {
  if (!taken?.isTyped) return taken?.value;
  const own = now.find(({ isTyped }) => isTyped) ?? now.find(({ label }) => label === typed.trim());
  return own?.value;
}

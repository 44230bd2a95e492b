const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const quotes = new Set(["'", '"', '`', '"""', "'''"]);

/** True for `)`, `]` and `}`. */
export function isCloser(text: string): boolean {
  return text === ')' || text === ']' || text === '}';
}

/**
 * Follows brackets and quotes through tokens. Knows no language: brackets inside an open quote are not counted,
 * and a line break ends a quote of one character other than a back-tick.
 */
export class BracketState {
  private readonly open: string[] = [];
  private quote = '';

  /** Quote that is open, empty if none. */
  get openQuote(): string {
    return this.quote;
  }

  /** Closers that are due, innermost last. */
  get due(): readonly string[] {
    return this.open;
  }

  /** Takes the next token; false if it closes a bracket of another kind than the innermost open one. */
  take(text: string): boolean {
    if (quotes.has(text)) {
      if (this.quote === text) this.quote = '';
      else if (this.quote === '') this.quote = text;
      return true;
    }
    if (this.quote !== '') return true;
    const closer = closers[text];
    if (closer !== undefined) this.open.push(closer);
    else if (isCloser(text)) return this.open.length === 0 || this.open.pop() === text;
    return true;
  }

  /** Takes a line break. */
  endLine(): void {
    if (this.quote === "'" || this.quote === '"') this.quote = '';
  }
}

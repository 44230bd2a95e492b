/** One text that is looked for, and how much of it the answer ends with. */
interface Sought {
  readonly text: string;
  /** For each length of a beginning, that of the longest shorter beginning it ends with. */
  readonly fallback: readonly number[];
  matched: number;
}

/**
 * Finds the first of some texts in an answer that comes in pieces, and holds back what may turn out to be the beginning of
 * one. Each code unit is looked at once for each text, however long these are.
 */
export class StopTexts {
  private readonly sought: readonly Sought[];
  private held = '';

  /** @param texts none of them empty */
  constructor(texts: readonly string[]) {
    this.sought = texts.map(text => ({ text, fallback: fallbacks(text), matched: 0 }));
  }

  /** Takes the next piece. `text`: what is certain to belong to the answer; `found`: it ends there. */
  push(piece: string): { readonly text: string; readonly found: boolean } {
    if (this.sought.length === 0) return { text: piece, found: false };
    const all = this.held + piece;
    for (let at = this.held.length; at < all.length; at++) {
      const length = this.step(all.charCodeAt(at));
      if (length === 0) continue;
      this.held = '';
      return { text: all.slice(0, at + 1 - length), found: true };
    }
    const open = Math.max(...this.sought.map(({ matched }) => matched));
    this.held = all.slice(all.length - open);
    return { text: all.slice(0, all.length - open), found: false };
  }

  /** The answer is over: what was held back is part of it. */
  rest(): string {
    const { held } = this;
    this.held = '';
    for (const one of this.sought) one.matched = 0;
    return held;
  }

  /** One code unit; the length of the longest text that ends with it, or 0. */
  private step(unit: number): number {
    let longest = 0;
    for (const one of this.sought) {
      const { text, fallback } = one;
      while (one.matched > 0 && text.charCodeAt(one.matched) !== unit)
        one.matched = fallback[one.matched] ?? 0;
      if (text.charCodeAt(one.matched) === unit) one.matched++;
      if (one.matched === text.length) longest = Math.max(longest, text.length);
    }
    return longest;
  }
}

function fallbacks(text: string): readonly number[] {
  const found = [0, 0];
  let length = 0;
  for (let at = 1; at < text.length; at++) {
    while (length > 0 && text.charCodeAt(at) !== text.charCodeAt(length)) length = found[length] ?? 0;
    if (text.charCodeAt(at) === text.charCodeAt(length)) length++;
    found.push(length);
  }
  return found;
}

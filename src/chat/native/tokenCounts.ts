/** How many texts are remembered, and how long all of them together may be, in UTF-16 code units. */
const mostTexts = 4_000;
const mostUnits = 2_000_000;

/** Longer texts are counted by samples of them, in UTF-16 code units; so many samples, each so long. */
const countedWhole = 8_000;
const samples = 8;
const sampleLength = 1_000;

/**
 * About how many tokens texts have. VS Code asks thousands of times for one question, mostly about the same pieces and
 * about more and more of one text: a text that was counted costs a look, and one of any length costs what a few
 * thousand characters do. Bounded; the oldest are forgotten first.
 */
export class TokenCounts {
  private readonly known = new Map<string, number>();
  private units = 0;

  /** `estimate`: counts a text in full. */
  constructor(private readonly estimate: (text: string) => number) {}

  of(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const count = text.length <= countedWhole ? this.estimate(text) : this.bySamples(text);
    this.remember(text, count);
    return count;
  }

  private bySamples(text: string): number {
    const distance = (text.length - sampleLength) / (samples - 1);
    let tokens = 0;
    for (let at = 0; at < samples; at++) {
      const start = Math.floor(at * distance);
      tokens += this.estimate(text.slice(start, start + sampleLength));
    }
    return Math.ceil((tokens / (samples * sampleLength)) * text.length);
  }

  private remember(text: string, count: number): void {
    // One text must not push out all others.
    if (text.length > mostUnits / 10) return;
    this.known.set(text, count);
    this.units += text.length;
    for (const oldest of this.known.keys()) {
      if (this.known.size <= mostTexts && this.units <= mostUnits) return;
      this.known.delete(oldest);
      this.units -= oldest.length;
    }
  }
}

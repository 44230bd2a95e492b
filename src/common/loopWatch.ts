/** How much of the end of a text is looked at, in UTF-16 code units, and how often it is. */
const tail = 1_536;
const every = 512;

/** Longest stretch that can be told to repeat itself: four times in the tail. */
const longestPeriod = tail / 4;

/**
 * Notices that a model has got into a loop: that nothing has come for the last 1,536 code units but one stretch of text, at
 * least four times over. Small models do that until their context is full. What stands as often in the text that the
 * model was asked about is no loop. What a piece costs depends on its own length only.
 */
export class LoopWatch {
  private end = '';
  private fresh = 0;

  /** @param about what the model was asked about */
  constructor(private readonly about: string) {}

  /** Takes the next piece; tells whether the model is in a loop. */
  take(piece: string): boolean {
    this.end = (this.end + piece).slice(-tail);
    this.fresh += piece.length;
    if (this.fresh < every || this.end.length < tail) return false;
    this.fresh = 0;
    return periodOf(this.end) <= longestPeriod && !this.about.includes(this.end.slice(-longestPeriod));
  }
}

/** The length of the shortest stretch that a text is a repetition of, its last one cut anywhere (Knuth, Morris, Pratt). */
function periodOf(text: string): number {
  const borders = new Int32Array(text.length + 1);
  borders[0] = -1;
  for (let at = 0, border = -1; at < text.length;) {
    while (border >= 0 && text[at] !== text[border]) border = borders[border] ?? -1;
    borders[++at] = ++border;
  }
  return text.length - (borders[text.length] ?? 0);
}

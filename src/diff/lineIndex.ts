/** Where each line of a text occurs. Positions are line numbers from 0. */
export class LineIndex {
  /** The first place of each line that was not passed yet; -1 behind the last. */
  private readonly ahead = new Map<string, number>();
  /** For each place the next one of the same line; -1 for the last. */
  private readonly following: Int32Array;
  /** 1 for places of lines that occur more than once. */
  private readonly repeated: Uint8Array;

  constructor(lines: readonly string[]) {
    this.following = new Int32Array(lines.length);
    this.repeated = new Uint8Array(lines.length);
    for (let at = lines.length - 1; at >= 0; at--) {
      const line = lines[at] ?? '';
      const next = this.ahead.get(line) ?? -1;
      this.following[at] = next;
      if (next >= 0) this.repeated[at] = this.repeated[next] = 1;
      this.ahead.set(line, at);
    }
  }

  /** Whether the line at a place occurs exactly once; not so where there is none, at -1. */
  isUnique(place: number): boolean {
    return this.repeated[place] === 0;
  }

  /** The first place of a line at or behind `from`, -1 if there is none. `from` must not go back from call to call. */
  next(line: string, from: number): number {
    const known = this.ahead.get(line);
    if (known === undefined) return -1;
    let place = known;
    while (place >= 0 && place < from) place = this.following[place] ?? -1;
    this.ahead.set(line, place);
    return place;
  }
}

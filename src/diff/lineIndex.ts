/** Where each line of a text occurs. Positions are line numbers from 0. */
export class LineIndex {
  private readonly places = new Map<string, number[]>();
  /** For lines that occur more than once: how many of their places lie behind the last position asked for. */
  private readonly passed = new Map<string, number>();

  constructor(lines: readonly string[]) {
    lines.forEach((line, at) => {
      const places = this.places.get(line);
      if (places) places.push(at);
      else this.places.set(line, [at]);
    });
  }

  /** Whether a line occurs exactly once and says something: a lone bracket does not. */
  isUnique(line: string): boolean {
    return this.places.get(line)?.length === 1 && /[\p{L}\p{N}]/u.test(line);
  }

  /** The first place of a line at or behind `from`, -1 if there is none. `from` must not go back from call to call. */
  next(line: string, from: number): number {
    const places = this.places.get(line);
    if (!places) return -1;
    let passed = this.passed.get(line) ?? 0;
    while (passed < places.length && (places[passed] ?? 0) < from) passed++;
    this.passed.set(line, passed);
    return places[passed] ?? -1;
  }
}

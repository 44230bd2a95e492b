/** UTF-16 code units of source code per token, roughly; used only where the server does not say. */
export const assumedUnitsPerToken = 3.6;

/** A shorter time, in ms, says nothing about a speed. */
const measurableMs = 10;
/** Text that came in one burst was written before: then the time until the end counts, if it is this long, in ms. */
const burstMs = 100;

/** No tokenizer makes more tokens of a text than this, and some: what a server counts beyond it was not text. */
const mostTokens = (asciiUnits: number, otherUnits: number): number => asciiUnits / 1.4 + otherUnits * 2 + 32;

/** A stretch of an answer, from its first text to the next change of course. Times on the clock, in ms. */
interface Leg {
  readonly from: number;
  lastText: number;
  units: number;
}

/**
 * How fast an answer is written: what can be read of it, over the time in which it was written. Thoughts that nobody
 * sees, the wait after a redirect, and a clock that goes backwards do not count.
 */
export class WritingPace {
  private readonly former: Leg[] = [];
  private leg: Leg | undefined;
  private asciiUnits = 0;
  private otherUnits = 0;

  /** How many ranges of the answer hold text. */
  get legs(): number {
    return this.former.length + (this.leg ? 1 : 0);
  }

  /** Text arrived. */
  wrote(text: string, now: number): void {
    this.leg ??= { from: now, lastText: now, units: 0 };
    this.leg.lastText = Math.max(this.leg.lastText, now);
    this.count(text);
  }

  /** Something else arrived that the model writes at the same pace, such as a call. */
  count(text: string): void {
    if (this.leg) this.leg.units += text.length;
    const ascii = asciiUnits(text);
    this.asciiUnits += ascii;
    this.otherUnits += text.length - ascii;
  }

  /** The answer is redirected: until its next text nothing is written. */
  redirected(): void {
    if (this.leg) this.former.push(this.leg);
    this.leg = undefined;
    this.asciiUnits = this.otherUnits = 0;
  }

  /**
   * Tokens a second until now; undefined while there is too little to tell a speed from.
   * @param reported tokens of text in the last range, where the server counted them; else 0
   */
  tokensPerSecond(now: number, reported?: number): number | undefined {
    return this.measure(now, burstMs, reported);
  }

  /** The same from less: a guess at how fast the rest will come, not for anybody to see. */
  guess(now: number): number | undefined {
    return this.measure(now, measurableMs);
  }

  private measure(now: number, leastOfBurst: number, reported = 0): number | undefined {
    const { leg, former } = this;
    const ranges = former.map(({ from, lastText, units }) => ({ ms: lastText - from, units }));
    if (leg) {
      const least = leg.lastText - leg.from < measurableMs ? leastOfBurst : 0;
      if (now - leg.from >= least) ranges.push({ ms: now - leg.from, units: leg.units });
    }
    const measured = ranges.filter(({ ms }) => ms >= measurableMs);
    if (measured.length === 0) return undefined;
    const ms = measured.reduce((sum, range) => sum + range.ms, 0);
    const units = measured.reduce((sum, range) => sum + range.units, 0);
    return (1000 * units * this.tokensPerUnit(reported)) / ms;
  }

  private tokensPerUnit(reported: number): number {
    const units = this.leg?.units ?? 0;
    const told = reported > 0 && units > 0 && reported <= mostTokens(this.asciiUnits, this.otherUnits);
    return told ? reported / units : 1 / assumedUnitsPerToken;
  }
}

function asciiUnits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 128) count++;
  return count;
}

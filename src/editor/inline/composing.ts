import { sleep, type Clock } from '../../common/clock';

/** While composing, suggestions are asked for only in a pause this long, in ms. */
export const pauseMs = 300;

/** Nothing but characters that no key has: they come from an input method. */
const composed = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\uFF00-\uFFEF]+$/u;

/** One change of the text. */
export interface TextChange {
  /** Where it begins, in UTF-16 code units. */
  readonly offset: number;
  /** How much of the text it replaces. */
  readonly removed: number;
  readonly text: string;
}

/**
 * Tells whether text comes from an input method that composes it. VS Code shows no suggestion until the method is done,
 * but asks for one at every step of it and does not say so. What gives it away: it writes with characters that no key
 * has, and each step replaces exactly what the one before has written.
 */
export class Composing {
  private last: TextChange | undefined;
  private composing = false;

  constructor(private readonly clock: Clock) {}

  /** Whether the last change was a step of an input method, or its end. */
  get now(): boolean {
    return this.composing;
  }

  /** The text has changed. */
  changed(change: TextChange): void {
    const { last } = this;
    const replacesLast =
      last !== undefined &&
      change.removed > 0 &&
      change.offset === last.offset &&
      change.removed === last.text.length;
    this.composing = composed.test(change.text) || (replacesLast && change.text !== '');
    this.last = change;
  }

  /** Resolves at once, or after a pause while composing; rejects when `signal` aborts before. */
  async pause(signal: AbortSignal): Promise<void> {
    if (this.composing) await sleep(this.clock, pauseMs, signal);
  }
}

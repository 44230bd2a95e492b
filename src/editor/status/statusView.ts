import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import {
  headline,
  hover,
  type Headline,
  type Hover,
  type StatusFacts,
  type StatusFigures,
} from './statusText';

/** Where the view is written: each write goes to VS Code's other process and costs a repaint. */
export interface StatusWriter {
  headline(headline: Headline): void;
  hover(hover: Hover): void;
}

/** Figures of the hover are at most so old, in ms: nobody reads faster. */
const figuresMs = 1_000;

/**
 * Decides what of the status bar item has to be written. The facts come after every turn, which may be after every
 * key: what is on screen already is not written again, and the figures of the hover are only looked at once in a
 * while.
 */
export class StatusView implements Disposable {
  private shown: { headline: Headline; hover: Hover } | undefined;
  private facts: StatusFacts | undefined;
  private timer: Disposable | undefined;

  constructor(
    private readonly writer: StatusWriter,
    private readonly clock: Clock,
  ) {}

  /** These are the facts now. `figures` is asked for them only when the hover is due. */
  update(facts: StatusFacts, figures: () => StatusFigures): void {
    const before = this.facts;
    this.facts = facts;
    const now = headline(facts);
    const newHeadline = !this.shown || !sameHeadline(now, this.shown.headline);
    if (newHeadline) this.writer.headline(now);
    const newReason =
      !before ||
      before.off !== facts.off ||
      before.languageId !== facts.languageId ||
      before.others.join() !== facts.others.join();
    this.shown = { headline: now, hover: this.shown?.hover ?? { lines: [], links: [] } };
    // Coming and going while one types is not worth a new hover: the figures follow soon.
    if (newReason || (newHeadline && now.severity !== 'normal')) this.writeHover(figures());
    else {
      this.timer ??= this.clock.setTimeout(() => {
        this.timer = undefined;
        this.writeHover(figures());
      }, figuresMs);
    }
  }

  /** Forgets what is on screen: something else has been written. */
  reset(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.facts = undefined;
    this.shown = undefined;
  }

  dispose(): void {
    this.reset();
  }

  private writeHover(figures: StatusFigures): void {
    if (!this.facts || !this.shown) return;
    const now = hover(this.facts, figures);
    if (JSON.stringify(now) === JSON.stringify(this.shown.hover)) return;
    this.shown = { ...this.shown, hover: now };
    this.writer.hover(now);
  }
}

function sameHeadline(a: Headline, b: Headline): boolean {
  return a.text === b.text && a.label === b.label && a.severity === b.severity;
}

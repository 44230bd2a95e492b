import type { Clock } from '../../src/common/clock';
import { DisposableStore, type Disposable } from '../../src/common/disposable';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import type { Key } from './person';
import type { Outcome } from './outcome';
import type { Strategy } from './strategy';

/** A document with its cursor. */
export interface Screen {
  readonly before: string;
  readonly behind: string;
}

/** Times of VS Code in ms, as `npm run bench -- keystroke` finds them. */
const times = {
  /** From a key to the change event in the extension host. */
  toHost: 10,
  /** From a key to the question to providers: VS Code's debounce of 50 ms, begun anew by every key. */
  toQuestion: 50,
  /** From an answer to the frame that shows it. */
  toFrame: 25,
  frame: 1000 / 60,
};

/** What the model of an editor works with. */
export interface EditorParts {
  readonly clock: Clock;
  readonly strategy: Strategy;
  readonly snapshot: (screen: Screen) => CursorSnapshot;
  /** Its counts of paints are kept here. */
  readonly outcome: Outcome;
  readonly onPaint: (screen: Screen, shown: string) => void;
}

/**
 * How VS Code shows inline suggestions, as far as it was measured: every key aborts the running question and leads to a
 * new one 50 ms later; text that is typed as shown stays on screen, shorter by what was typed; an answer replaces what is
 * shown, an empty one takes it away; a second, explicit question shows only what extends it.
 */
export class EditorModel {
  /** Whether a shown text counts as right; for the counts only. */
  isRight: (shown: string) => boolean = () => false;
  private text: string | undefined;
  private screen: Screen = { before: '', behind: '' };
  private question = new AbortController();
  private timers = new DisposableStore();
  private blankSince: number | undefined;
  private grewAlready = false;

  constructor(private readonly parts: EditorParts) {
    parts.strategy.onGrow(() => this.grow());
  }

  /** The text on screen at this moment. */
  get shown(): string | undefined {
    return this.text;
  }

  /** A key was pressed; the document is now `screen`. */
  key(key: Key, screen: Screen): void {
    const { clock, strategy, snapshot } = this.parts;
    this.screen = screen;
    this.question.abort();
    this.question = new AbortController();
    this.timers.dispose();
    this.timers = new DisposableStore();
    this.grewAlready = false;
    this.countBlank();
    const goesOn = key.kind === 'type' && this.text?.startsWith(key.text) === true;
    const rest = goesOn ? this.text?.slice(key.text.length) : undefined;
    this.text = rest === '' ? undefined : rest;
    const { signal } = this.question;
    const now = snapshot(screen);
    // The event is not taken back by the next key; only the question is.
    clock.setTimeout(() => strategy.changed(now), times.toHost);
    this.after(times.toQuestion, () => {
      void strategy.provide(now, signal).then(text => {
        if (!signal.aborted) this.after(times.toFrame, () => this.paint(text));
      });
    });
  }

  private after(ms: number, then: () => void): Disposable {
    return this.timers.add(this.parts.clock.setTimeout(then, ms));
  }

  private paint(text: string | undefined): void {
    const { outcome, clock, onPaint } = this.parts;
    const before = this.text;
    this.text = text === '' ? undefined : text;
    if (this.text === undefined) {
      if (before !== undefined) this.blankSince = clock.now();
      return;
    }
    this.countBlank();
    onPaint(this.screen, this.text);
    if (before !== undefined && this.text.startsWith(before)) return;
    if (before !== undefined) outcome.replaced++;
    outcome.paints++;
    if (!this.isRight(this.text)) outcome.wrongPaints++;
  }

  private grow(): void {
    const { strategy, snapshot } = this.parts;
    const { text, screen } = this;
    const { signal } = this.question;
    if (this.grewAlready) return;
    this.grewAlready = true;
    void strategy.provide(snapshot(screen), signal).then(longer => {
      if (signal.aborted) return;
      this.after(times.toFrame, () => {
        if (longer !== undefined && (this.text === undefined || longer.startsWith(this.text))) {
          if (this.text !== text) return;
          this.paint(longer);
        }
      });
    });
  }

  private countBlank(): void {
    if (this.blankSince === undefined) return;
    const { clock, outcome } = this.parts;
    outcome.blankFrames += Math.ceil((clock.now() - this.blankSince) / times.frame);
    this.blankSince = undefined;
  }
}

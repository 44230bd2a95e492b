import { Emitter } from '../common/emitter';
import type { Turn, TurnResult } from '../session/turn';
import { answerText } from './answerText';
import { lineEndOf, withLineEnds } from './lineEnds';
import { typedSince, type CursorSnapshot } from './snapshot';

/** A request in flight: where it was asked from and what has come of it so far. */
export class PendingAnswer {
  private readonly changed = new Emitter<void>();
  private raw = '';
  private result: TurnResult | undefined;

  /** The answer has grown or ended. */
  readonly onDidChange = this.changed.event;
  /** Resolves with the end of the turn, after the last change was reported. */
  readonly done: Promise<TurnResult>;

  constructor(
    readonly snapshot: CursorSnapshot,
    private readonly turn: Turn,
  ) {
    this.done = this.read();
  }

  /** The code of the answer so far, free of markup, with the line breaks of its document. */
  get text(): string {
    return withLineEnds(answerText(this.raw, this.ended), lineEndOf(this.snapshot));
  }

  get ended(): boolean {
    return this.result !== undefined;
  }

  /** Whether it ended with an answer worth keeping: complete, or cut at its token limit. */
  get usable(): boolean {
    return this.result?.status === 'completed' || this.result?.status === 'incomplete';
  }

  /**
   * What this answer has for a place further on, as far as it has come: its text behind what was typed since.
   * Undefined when the typing went another way. While it runs, an answer that has not reached the typed text yet
   * still agrees.
   */
  restAt(snapshot: CursorSnapshot): string | undefined {
    const typed = typedSince(this.snapshot, snapshot);
    if (typed === undefined) return undefined;
    const { text } = this;
    if (text.startsWith(typed)) return text.slice(typed.length);
    return !this.ended && typed.startsWith(text) ? '' : undefined;
  }

  /** Ends the request; its answer is of no more use. */
  cancel(): void {
    this.turn.cancel();
  }

  private async read(): Promise<TurnResult> {
    for await (const delta of this.turn.text) {
      this.raw += delta;
      this.changed.fire();
    }
    this.result = await this.turn.done;
    this.changed.fire();
    this.changed.dispose();
    return this.result;
  }
}

import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { GrowingText } from '../../common/growingText';
import { WritingPace } from '../../session/turns/writingPace';
import { limits, type AnswerItem, type AttachedName, type HostMessage } from '../messages';
import { runningNumbers, type Progress } from './figures';

/** Deltas are joined over about a frame, in ms. */
const frameMs = 16;
/** Figures of a running answer go out no more often than this, in ms. */
const numbersMs = 500;

/** Where the text of an answer goes. */
export interface AnswerReader {
  readonly clock: Clock;
  readonly post: (message: HostMessage) => void;
}

/** A redirect. */
export interface NewPart {
  readonly instruction: string;
  /** Whether it came by itself, on a pause. */
  readonly live: boolean;
  /** When the user asked for it, on the clock, where that is known. */
  readonly askedAt?: number | undefined;
  /** What is attached to it, by name. */
  readonly context: AttachedName[];
}

/** Writes one answer as it comes: into its item, and frame by frame to the page. */
export class AnswerWriter implements Disposable, Progress {
  readonly startedAt: number;
  firstTextAt: number | undefined;
  redirectMs: number | undefined;
  /** UTF-16 code units taken so far, those that were cut off included. */
  units = 0;
  readonly pace = new WritingPace();
  /** The redirect whose first text is still to come. */
  private redirectedAt: number | undefined;
  /** Text of the last part that the page has, in UTF-16 code units. */
  private sentUnits = 0;
  /** The last part, to be read as it grows. */
  private growing = new GrowingText();
  private frame: Disposable | undefined;
  private numbersAt = 0;

  constructor(
    readonly answer: AnswerItem,
    private readonly reader: AnswerReader,
  ) {
    this.startedAt = reader.clock.now();
  }

  /** More text of the last part. The first of a part leaves at once, what follows within a frame at its end. */
  append(text: string): void {
    const { answer } = this;
    const part = answer.parts.at(-1);
    if (!part) return;
    const now = this.reader.clock.now();
    this.firstTextAt ??= now;
    if (this.redirectedAt !== undefined) {
      this.redirectMs = Math.max(0, now - this.redirectedAt);
      this.redirectedAt = undefined;
    }
    answer.status = 'streaming';
    const kept = text.slice(0, limits.answer - part.text.length);
    part.text += kept;
    this.growing.append(kept);
    this.units += text.length;
    this.pace.wrote(text, now);
    if (!this.frame) this.nextFrame();
  }

  /** The answer is redirected. */
  beginPart({ instruction, live, askedAt, context }: NewPart): void {
    const { answer } = this;
    this.flush();
    this.dispose();
    this.sentUnits = 0;
    this.growing = new GrowingText();
    this.redirectedAt = askedAt;
    this.pace.redirected();
    const attached = context.length > 0 ? { context } : {};
    answer.parts.push({ text: '', instruction, ...(live ? { live } : {}), ...attached });
    const part = answer.parts.length - 1;
    this.reader.post({ type: 'redirected', answer: answer.id, part, instruction, live, ...attached });
  }

  /** Sends the text that the page has not got; returns whether there was any. */
  flush(): boolean {
    const { answer, reader } = this;
    const part = answer.parts.length - 1;
    const text = this.textFrom(this.sentUnits);
    if (text === '') return false;
    reader.post({ type: 'delta', answer: answer.id, part, at: this.sentUnits, text });
    this.sentUnits += text.length;
    const now = reader.clock.now();
    if (now - this.numbersAt >= numbersMs && this.firstTextAt !== undefined) {
      this.numbersAt = now;
      reader.post({ type: 'numbers', answer: answer.id, numbers: runningNumbers(this, now) });
    }
    return true;
  }

  /** The text of the last part from a place on, a UTF-16 offset. */
  textFrom(offset: number): string {
    return this.growing.from(offset);
  }

  /** Sends nothing more by itself. */
  dispose(): void {
    this.frame?.dispose();
    this.frame = undefined;
  }

  private nextFrame(): void {
    this.frame = this.flush() ? this.reader.clock.setTimeout(() => this.nextFrame(), frameMs) : undefined;
  }
}

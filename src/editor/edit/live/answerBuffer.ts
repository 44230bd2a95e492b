import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import type { LineOp } from '../../../diff/streamingDiff';
import type { Answer, AnswerSource, Outcome, Question } from '../answers/answer';

/** A pause in the typing after which the rest is asked for again, in ms. */
const pauseMs = 600;

/** What an answer buffer works with. */
export interface AnswerBufferParts {
  readonly source: AnswerSource;
  readonly clock: Clock;
  /** There is more to paint, or the answer has ended. */
  readonly onDidArrive: () => void;
  /** What was painted is void. Resolves to the text that is rewritten from here on. */
  readonly startOver: () => Promise<string>;
}

/** The answer of the moment, or the wait for one, and what of it is not painted yet. */
export class AnswerBuffer implements Disposable {
  private answer: Answer | undefined;
  private pause: Disposable | undefined;
  private ops: LineOp[] = [];
  private ending: Outcome | undefined;

  constructor(private readonly parts: AnswerBufferParts) {}

  /** Whether an answer is on its way, or there and not painted. */
  get isOn(): boolean {
    return this.answer !== undefined;
  }

  /** Operations that wait to be painted. */
  get waiting(): readonly LineOp[] {
    return this.ops;
  }

  /** How the answer ended, once it has. */
  get outcome(): Outcome | undefined {
    return this.ending;
  }

  /** The text that is being rewritten. */
  get before(): string | undefined {
    return this.answer?.before;
  }

  /** An answer is about the whole region each time. */
  get isWhole(): boolean {
    return this.parts.source.isWhole;
  }

  /** Asks; false when nobody can be asked. */
  ask(question: Question): boolean {
    this.drop();
    const answer: Answer | undefined = this.parts.source.ask(question, {
      lines: ops => {
        if (this.answer !== answer) return;
        for (const op of ops) this.ops.push(op);
        this.parts.onDidArrive();
      },
      redirected: async () => {
        if (this.answer === answer) this.ops = [];
        return this.parts.startOver();
      },
      end: outcome => {
        if (this.answer !== answer) return;
        this.ending = outcome;
        this.parts.onDidArrive();
      },
    });
    this.answer = answer;
    return answer !== undefined;
  }

  /** Redirects the answer; false when it cannot be. */
  steer(instruction: string): boolean {
    return this.answer?.steer(instruction) ?? false;
  }

  /** The first `count` operations are painted. */
  painted(count: number): void {
    this.ops.splice(0, count);
  }

  /** Nothing is to be painted for now. */
  hold(): void {
    this.ops = [];
  }

  /** All of it is to be painted, for a document that was put back to `before`. */
  again(): void {
    if (this.answer) this.ops = [...this.answer.again()];
  }

  /** Forgets the answer and what of it is not painted; then waits for a pause in what makes this happen. */
  dropUntilPause(then: () => void): void {
    this.drop();
    this.pause = this.parts.clock.setTimeout(() => {
      this.pause = undefined;
      then();
    }, pauseMs);
  }

  /** Forgets the answer and what of it is not painted. */
  drop(): void {
    this.pause?.dispose();
    this.pause = undefined;
    this.answer?.cancel();
    this.answer = undefined;
    this.ending = undefined;
    this.ops = [];
  }

  dispose(): void {
    this.drop();
  }
}

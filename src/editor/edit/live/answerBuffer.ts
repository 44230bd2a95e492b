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

/** What becomes of an answer. */
type BufferState =
  /** Nobody is asked. */
  | { readonly kind: 'empty' }
  /** Somebody is asked after a pause in the typing. Owns the timer. */
  | { readonly kind: 'pausing'; readonly timer: Disposable }
  /** An answer is on its way, or there and not painted. Owns it. */
  | {
      readonly kind: 'answering';
      readonly answer: Answer;
      /** What is not painted yet; grows at its end, and is painted from its front. */
      readonly waiting: LineOp[];
      /** How the answer ended, once it has. */
      readonly outcome: Outcome | undefined;
    };

type Answering = BufferState & { readonly kind: 'answering' };

/** The answer of the moment, or the wait for one, and what of it is not painted yet. */
export class AnswerBuffer implements Disposable {
  private state: BufferState = { kind: 'empty' };

  constructor(private readonly parts: AnswerBufferParts) {}

  /** Whether an answer is on its way, or there and not painted. */
  get isOn(): boolean {
    return this.answering !== undefined;
  }

  /** Operations that wait to be painted. */
  get waiting(): readonly LineOp[] {
    return this.answering?.waiting ?? [];
  }

  /** How the answer ended, once it has. */
  get outcome(): Outcome | undefined {
    return this.answering?.outcome;
  }

  /** The text that is being rewritten. */
  get before(): string | undefined {
    return this.answering?.answer.before;
  }

  /** An answer is about the whole region each time. */
  get isWhole(): boolean {
    return this.parts.source.isWhole;
  }

  /** Asks; false when nobody can be asked. */
  ask(question: Question): boolean {
    this.drop();
    /** While it is the answer of the moment. */
    const current = (): Answering | undefined =>
      this.answering?.answer === answer ? this.answering : undefined;
    const answer: Answer | undefined = this.parts.source.ask(question, {
      lines: ops => {
        const state = current();
        if (!state) return;
        for (const op of ops) state.waiting.push(op);
        this.parts.onDidArrive();
      },
      redirected: async () => {
        const state = current();
        if (state) this.state = { ...state, waiting: [] };
        return this.parts.startOver();
      },
      end: outcome => {
        const state = current();
        if (!state) return;
        this.state = { ...state, outcome };
        this.parts.onDidArrive();
      },
    });
    if (answer) this.state = { kind: 'answering', answer, waiting: [], outcome: undefined };
    return answer !== undefined;
  }

  /** Redirects the answer; false when it cannot be. */
  steer(instruction: string): boolean {
    return this.answering?.answer.steer(instruction) ?? false;
  }

  /** The first `count` operations are painted. */
  painted(count: number): void {
    this.answering?.waiting.splice(0, count);
  }

  /** Nothing is to be painted for now. */
  hold(): void {
    if (this.answering) this.state = { ...this.answering, waiting: [] };
  }

  /** All of it is to be painted, for a document that was put back to `before`. */
  again(): void {
    if (this.answering) this.state = { ...this.answering, waiting: [...this.answering.answer.again()] };
  }

  /** Forgets the answer and what of it is not painted; then waits for a pause in what makes this happen. */
  dropUntilPause(then: () => void): void {
    this.drop();
    const timer = this.parts.clock.setTimeout(() => {
      this.state = { kind: 'empty' };
      then();
    }, pauseMs);
    this.state = { kind: 'pausing', timer };
  }

  /** Forgets the answer and what of it is not painted. */
  drop(): void {
    const { state } = this;
    this.state = { kind: 'empty' };
    if (state.kind === 'pausing') state.timer.dispose();
    else if (state.kind === 'answering') state.answer.cancel();
  }

  dispose(): void {
    this.drop();
  }

  private get answering(): Answering | undefined {
    return this.state.kind === 'answering' ? this.state : undefined;
  }
}

import type { Disposable } from '../../../common/disposable';
import { mergeInput, mergeInstructions } from '../../../diff/mergePrompt';
import type { LineOp } from '../../../diff/streamingDiff';
import type { TurnStarter } from '../../../session/session';
import type { Answer, AnswerListener, AnswerSource, Outcome, Question } from './answer';
import type { GivenText } from './givenText';
import { modelAnswers } from './modelAnswer';

/**
 * The answer is code from elsewhere, merged into the region by a model that is asked when the code is complete. Where the
 * model fails, or answers with no code, `own` does it.
 * @param session the session that merges, as it is now; undefined while there is none
 * @param own merges without a model, and asks one what the user wants beyond it
 */
export function mergedAnswers(
  given: GivenText,
  session: () => TurnStarter | undefined,
  own: AnswerSource,
): AnswerSource {
  return {
    isWhole: true,
    ask: (question, listener) =>
      question.instruction === '' && question.before.trim() !== ''
        ? new MergedAnswer(given, session, own, question, listener)
        : own.ask(question, listener),
  };
}

class MergedAnswer implements Answer {
  /** What is on its way; undefined until the code is complete. */
  private answer: Answer | undefined;
  private following: Disposable | undefined;
  private isCancelled = false;

  constructor(
    private readonly given: GivenText,
    private readonly session: () => TurnStarter | undefined,
    private readonly own: AnswerSource,
    private readonly question: Question,
    private readonly listener: AnswerListener,
  ) {
    // Whoever asks has to have the answer before it is told about it.
    queueMicrotask(() => {
      if (this.isCancelled) return;
      this.following = given.follow({ more: () => undefined, end: problem => this.begin(problem) });
    });
  }

  get before(): string {
    return this.answer?.before ?? this.question.before;
  }

  steer(): boolean {
    return false;
  }

  again(): readonly LineOp[] {
    return this.answer?.again() ?? [];
  }

  cancel(): void {
    this.isCancelled = true;
    this.following?.dispose();
    this.answer?.cancel();
  }

  private begin(problem: string | undefined): void {
    if (this.isCancelled) return;
    const { given, question } = this;
    const merging = modelAnswers(this.session, ({ path, languageId }, file) => ({
      instructions: mergeInstructions,
      input: mergeInput({ path, languageId, file, update: given.text, instruction: '' }),
    }));
    const answer =
      problem === undefined
        ? merging.ask(question, {
            lines: ops => this.listener.lines(ops),
            redirected: () => this.listener.redirected(),
            end: outcome => void this.end(outcome),
          })
        : undefined;
    this.answer = answer ?? this.own.ask(question, this.listener);
  }

  private async end(outcome: Outcome): Promise<void> {
    if (outcome.kind === 'done' || outcome.kind === 'stopped') return this.listener.end(outcome);
    // What was painted of it is void.
    const before = await this.listener.redirected();
    if (!this.isCancelled) this.answer = this.own.ask({ ...this.question, before }, this.listener);
  }
}

import type { Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { FittedStream, rewrittenAs } from '../../../diff/fittedStream';
import { CannotFit } from '../../../diff/unitPlaces';
import type { LineOp } from '../../../diff/streamingDiff';
import type { Answer, AnswerListener, AnswerSource } from './answer';
import type { GivenText } from './givenText';

/**
 * The answer is code that is there or streams in from elsewhere: its place in the region is found by `fitCode`. What
 * the user asks for beyond that, the model is asked.
 */
export function givenAnswers(given: GivenText, model: AnswerSource): AnswerSource {
  return {
    isWhole: true,
    ask: (question, listener) =>
      question.instruction === ''
        ? new GivenAnswer(
            given,
            new FittedStream(question.before, question.eol, question.languageId),
            listener,
          )
        : model.ask(question, listener),
  };
}

/** The answer is the whole region, as it is to be. */
export function replacement(after: string, model: AnswerSource): AnswerSource {
  return {
    isWhole: true,
    ask: (question, listener) => {
      if (question.instruction !== '') return model.ask(question, listener);
      const { before } = question;
      const again = (): LineOp[] => rewrittenAs(before, after);
      let cancelled = false;
      // Whoever asks has to have the answer before it is told about it.
      queueMicrotask(() => {
        if (cancelled) return;
        listener.lines(again());
        listener.end({ kind: 'done' });
      });
      return { before, again, steer: () => false, cancel: () => void (cancelled = true) };
    },
  };
}

class GivenAnswer implements Answer {
  before: string;
  private ops: LineOp[] = [];
  private cancelled = false;
  private following: Disposable | undefined;

  constructor(
    given: GivenText,
    private readonly stream: FittedStream,
    private readonly listener: AnswerListener,
  ) {
    this.before = stream.before;
    queueMicrotask(() => {
      if (this.cancelled) return;
      this.following = given.follow({
        more: text => this.add(this.stream.push(text)),
        end: problem => void this.end(problem),
      });
    });
  }

  steer(): boolean {
    return false;
  }

  again(): readonly LineOp[] {
    return [...this.ops];
  }

  cancel(): void {
    this.cancelled = true;
    this.following?.dispose();
  }

  private add(ops: readonly LineOp[]): void {
    for (const op of ops) this.ops.push(op);
    this.listener.lines(ops);
  }

  private async end(problem: string | undefined): Promise<void> {
    if (problem !== undefined) {
      return this.listener.end({ kind: 'failed', message: t('The code did not arrive whole: {0}', problem) });
    }
    const refused = await this.finish();
    if (!this.cancelled)
      this.listener.end(refused === undefined ? { kind: 'done' } : { kind: 'failed', message: refused });
  }

  /** The rest of the lines, or all of them anew; says why when the code has no place. */
  private async finish(): Promise<string | undefined> {
    const rest = fitted(() => this.stream.end());
    if (rest.kind === 'fits' && rest.value) {
      this.add(rest.value);
      return undefined;
    }
    this.before = await this.listener.redirected();
    if (this.cancelled) return undefined;
    this.ops = [];
    const result = fitted(() => this.stream.resultIn(this.before));
    if (result.kind === 'refused') return result.message;
    this.add(rewrittenAs(this.before, result.value));
    return undefined;
  }
}

type Fitted<T> =
  { readonly kind: 'fits'; readonly value: T } | { readonly kind: 'refused'; readonly message: string };

function fitted<T>(fit: () => T): Fitted<T> {
  try {
    return { kind: 'fits', value: fit() };
  } catch (error) {
    if (error instanceof CannotFit) return { kind: 'refused', message: error.message };
    throw error;
  }
}

import { t } from '../../../common/l10n';
import type { LineEnd } from '../../../common/lineEnd';
import type { LineOp } from '../../../diff/streamingDiff';
import type { TurnResult } from '../../../session/turn';

/** How an answer ended. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  /** The model answered in words: `words` are for the user. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * How an answer ended, by the end of its turn, which whoever asked has not cancelled: then nobody asks how it ended.
 * @param whole what there is where all of it came
 */
export function outcomeOf({ status, error, reason }: TurnResult, whole: () => Outcome): Outcome {
  switch (status) {
    case 'completed':
      return whole();
    case 'cancelled':
      // Only what ends its session does that.
      return {
        kind: 'failed',
        message: t('The answer was stopped, because the settings of the endpoint have changed.'),
      };
    case 'failed':
      return { kind: 'failed', message: error?.message ?? t('The request failed.') };
    case 'incomplete':
      return { kind: 'failed', message: t('The answer was cut short: {0}.', reason ?? status) };
  }
}

/** Said of an answer that was nothing but thoughts: they never pass for one. */
export const onlyThoughts = t('The answer was nothing but thoughts.');

/** Said of a model that says the same again and again (`LoopWatch`). */
export const inCircles = t('The answer went round in circles, so it was stopped.');

/** What an answer is asked with. */
export interface Question {
  readonly path: string;
  readonly languageId: string;
  readonly instruction: string;
  /** The lines to rewrite, as they stand in the document. */
  readonly before: string;
  /** Lines in front of them that were rewritten already; for the model's orientation. */
  readonly done: string;
  readonly eol: LineEnd;
}

/** What becomes of an answer while it streams in. Nothing is called any more once it was cancelled. */
export interface AnswerListener {
  /** More to paint. */
  lines(ops: readonly LineOp[]): void;
  /** What was painted of it is void: it is about the whole region from here on. Resolves to the text to rewrite now. */
  redirected(): Promise<string>;
  end(outcome: Outcome): void;
}

/** One answer on its way. Whoever asks for it cancels it. */
export interface Answer {
  /** The lines it rewrites. */
  readonly before: string;
  /** Redirects it; false when it cannot be. */
  steer(instruction: string): boolean;
  /** Everything so far once more, for a document that was put back to `before`. */
  again(): readonly LineOp[];
  /** Ends it at once; idempotent. */
  cancel(): void;
}

/** Where the answers of an edit come from. */
export interface AnswerSource {
  /** An answer is about the whole region each time, never only about what is left of it. */
  readonly isWhole: boolean;
  /** Undefined when nobody can be asked as the settings are. */
  ask(question: Question, listener: AnswerListener): Answer | undefined;
}

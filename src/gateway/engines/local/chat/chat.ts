import type { TextPart } from '../../../../protocol/inputText';
import type { DocumentForm } from '../../../../protocol/promptForms';
import { connectAModel } from '../optimise/answer';

/** A conversation and the code that is attached to it. */
export interface ChatRequest {
  /** In order; the last one of the user is the question. */
  readonly messages: readonly TextPart[];
  readonly documents: readonly DocumentForm[];
}

/**
 * Answers in Markdown what can be said of the attached code without a model, and says plainly of everything
 * else that it cannot. Rejects with the signal's reason when aborted.
 */
export function answerChat(_request: ChatRequest, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  return Promise.resolve(`I cannot answer that. ${connectAModel}\n`);
}

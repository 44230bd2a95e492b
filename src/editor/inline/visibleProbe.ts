import { createDeferred, type Deferred } from '../../common/deferred';
import { isSamePlace, type CursorSnapshot } from '../../completion/snapshot';

/** What makes VS Code tell. */
export interface ProbeCommands {
  /** Makes VS Code ask the provider, and no other; resolves when it has been answered, or not even asked. */
  readonly ask: () => PromiseLike<unknown>;
  /** Runs the command that shows the next suggestion, which VS Code does only while one is visible. */
  readonly showNext: () => PromiseLike<unknown>;
}

interface Question {
  readonly place: CursorSnapshot;
  readonly asked: Deferred<void>;
  readonly over: Deferred<void>;
  call: AbortSignal | undefined;
}

/**
 * Finds out whether a suggestion is on screen, which the stable API does not tell. VS Code is made to ask the provider,
 * which keeps it waiting, and then to show the next suggestion: it does so only while one is visible, and for that it
 * lets go of the call that it waits for. Nothing changes on screen, and nobody else is asked: before VS Code (seen in
 * 1.139) asks for the next one it waits for 50 ms, and it does not while it is asked for something else by then.
 */
export class VisibleProbe {
  private question: Question | undefined;

  /**
   * @param place where the suggestion should be
   * @returns whether one is visible; rejects as the commands do
   */
  async isVisible(place: CursorSnapshot, { ask, showNext }: ProbeCommands): Promise<boolean> {
    const question: Question = { place, asked: createDeferred(), over: createDeferred(), call: undefined };
    this.question?.over.resolve();
    this.question = question;
    try {
      await Promise.race([question.asked.promise, ask()]);
      if (!question.call || question.call.aborted) return false;
      await showNext();
      return question.call.aborted;
    } finally {
      if (this.question === question) this.question = undefined;
      question.over.resolve();
    }
  }

  /**
   * The provider was asked at a place.
   *
   * @param call aborts when VS Code lets go of it
   * @returns undefined unless that is only the probe's question; else what to wait for before it is answered with nothing
   */
  asked(place: CursorSnapshot, call: AbortSignal): Promise<void> | undefined {
    const { question } = this;
    if (!question || question.call || !isSamePlace(question.place, place)) return undefined;
    question.call = call;
    question.asked.resolve();
    return question.over.promise;
  }
}

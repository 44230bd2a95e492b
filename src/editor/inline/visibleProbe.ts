import { createDeferred, type Deferred } from '../../common/deferred';
import { isSamePlace, type CursorSnapshot } from '../../completion/snapshot';

/** What makes VS Code tell. */
export interface ProbeCommands {
  /**
   * Makes VS Code ask the provider, and no other, where it has not asked at this version of the document yet. Resolves when
   * it has been answered, or when what VS Code has asked before is done and drawn.
   */
  readonly askOnce: () => PromiseLike<unknown>;
  /** Makes VS Code ask the provider, and no other, anew; resolves when it has been answered, or not even asked. */
  readonly askAnew: () => PromiseLike<unknown>;
  /** Runs the command that shows the next suggestion, which VS Code does only while one is visible. */
  readonly showNext: () => PromiseLike<unknown>;
}

/** A place in one version of a document. */
export interface VersionedPlace {
  readonly place: CursorSnapshot;
  /** Of the document, as VS Code counts. */
  readonly version: number;
}

interface Question extends VersionedPlace {
  readonly asked: Deferred<void>;
  readonly over: Deferred<void>;
  call: AbortSignal | undefined;
}

/**
 * Finds out whether a suggestion is on screen, which the stable API does not tell. VS Code is made to ask the provider,
 * which keeps it waiting, and then to show the next suggestion: it does so only while one is visible, and for that it
 * lets go of the call that it waits for. Nothing changes on screen, and nobody else is asked: before VS Code (seen in
 * 1.139) asks for the next one it waits for 50 ms, and it does not while it is asked for something else by then.
 *
 * What VS Code was answered a moment ago it may not have drawn yet: it is busy, or the user wants suggestions after a pause
 * only (`editor.inlineSuggest.minShowDelay`). Asked anew it would let go of that and draw nothing at all, so that has to be
 * done first.
 */
export class VisibleProbe {
  private question: Question | undefined;

  /**
   * @param at where the suggestion should be
   * @returns whether one is visible; undefined when that did not come out: something was typed meanwhile, a newer question
   * was asked, or VS Code does not ask. Rejects as the commands do
   */
  async isVisible(
    at: VersionedPlace,
    { askOnce, askAnew, showNext }: ProbeCommands,
  ): Promise<boolean | undefined> {
    const question: Question = { ...at, asked: createDeferred(), over: createDeferred(), call: undefined };
    this.question?.over.resolve();
    this.question = question;
    try {
      await Promise.race([question.asked.promise, askOnce()]);
      // Two questions may wait for one answer of VS Code.
      if (this.question !== question) return undefined;
      if (!question.call) await Promise.race([question.asked.promise, askAnew()]);
      if (!question.call || question.call.aborted) return undefined;
      await showNext();
      return question.call.aborted;
    } finally {
      if (this.question === question) this.question = undefined;
      question.over.resolve();
    }
  }

  /**
   * The provider was asked at a place. In another version of the document it is VS Code's own question: something was typed
   * and taken back.
   *
   * @param call aborts when VS Code lets go of it
   * @returns undefined unless that is only the probe's question; else what to wait for before it is answered with nothing
   */
  asked({ place, version }: VersionedPlace, call: AbortSignal): Promise<void> | undefined {
    const { question } = this;
    if (!question || question.call || question.version !== version) return undefined;
    if (!isSamePlace(question.place, place)) return undefined;
    question.call = call;
    question.asked.resolve();
    return question.over.promise;
  }
}

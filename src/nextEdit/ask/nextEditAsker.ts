import type { Disposable } from '../../common/disposable';
import type { Lane } from '../../session/lane';
import type { TurnStarter } from '../../session/session';
import type { NextEdit } from '../nextEdit';
import type { ModelMoment } from '../prompt/modelMoment';
import { nextEditQuestion } from '../prompt/nextEditPrompt';
import { AskedEdits } from './askedEdits';
import { momentAfter } from './momentAfter';

/**
 * Asks a model over the session, one question at a time: another one ends what it does not agree with. While the first edit
 * of an answer is looked at, what would follow it is asked for on a lane that yields to all others; who makes that edit
 * finds the next one there, or on its way. The owner disposes it.
 */
export class NextEditAsker implements Disposable {
  private current: AskedEdits | undefined;
  private ahead: AskedEdits | undefined;

  /** @param session the session as it is now; undefined while there is none */
  constructor(private readonly session: () => TurnStarter | undefined) {}

  /**
   * The edits of one moment, as they come, the likeliest first. Never rejects: a request that fails gives none. Aborting ends
   * the question, but not the one that was asked ahead.
   */
  async *ask(moment: ModelMoment, signal: AbortSignal): AsyncGenerator<NextEdit, void, undefined> {
    if (signal.aborted) return;
    const asked = this.takeUp(moment);
    if (!asked) return;
    let first: NextEdit | undefined;
    try {
      for await (const edit of asked.all(signal)) {
        if (!asked.fits(edit, moment)) continue;
        first ??= edit;
        yield edit;
      }
    } finally {
      if (signal.aborted) this.end(asked);
      else if (first && this.current === asked) {
        // Whoever stops reading has what was wanted: the rest of the answer need not be written.
        asked.cancel();
        this.askAhead(moment, first);
      }
    }
  }

  /** The likeliest edit, as soon as it is whole; none where there is none. As `ask` in all else. */
  async first(moment: ModelMoment, signal: AbortSignal): Promise<readonly NextEdit[]> {
    for await (const edit of this.ask(moment, signal)) return [edit];
    return [];
  }

  /** Ends whatever is asked: nobody is there for an edit. */
  cancel(): void {
    this.current?.cancel();
    this.ahead?.cancel();
    this.current = this.ahead = undefined;
  }

  dispose(): void {
    this.cancel();
  }

  /** What is asked already about this moment, else a new question; what diverges ends. */
  private takeUp(moment: ModelMoment): AskedEdits | undefined {
    const { current, ahead } = this;
    if (current?.isAbout(moment)) return current;
    current?.cancel();
    const isThere = ahead?.isAbout(moment) === true;
    if (!isThere) ahead?.cancel();
    this.ahead = undefined;
    this.current = isThere ? ahead : this.start(moment, 'nextEdit');
    return this.current;
  }

  private end(asked: AskedEdits): void {
    asked.cancel();
    if (this.current === asked) this.current = undefined;
  }

  private askAhead(moment: ModelMoment, edit: NextEdit): void {
    const after = momentAfter(moment, edit);
    if (after && !this.ahead) this.ahead = this.start(after, 'prefetch-nextEdit');
  }

  private start(moment: ModelMoment, lane: Lane): AskedEdits | undefined {
    const session = this.session();
    const question = session && nextEditQuestion(moment);
    return question && new AskedEdits(session, moment, question, lane);
  }
}

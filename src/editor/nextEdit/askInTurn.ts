import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { mark } from './nextEditMarks';
import type { NextEditMoment, NextEditSource } from './source';

/** What the sources are asked for. */
export interface Asker {
  /** Whether an edit is on screen. */
  readonly isOffered: () => boolean;
  /** Shows the first of these that is wanted; none takes away what is on screen. */
  readonly offer: (edits: readonly NextEdit[]) => void;
  /** One of them has answered: what is on screen is for the text as it is. */
  readonly answered: () => void;
}

/** Asks sources of next edits one after the other, until one has something that is shown. */
export class AskInTurn {
  /** Which source the edit on screen is from. */
  private offeredBy: NextEditSource | undefined;
  /** Documents that have changed since the latest question. */
  private readonly stale = new Set<string>();

  constructor(
    private readonly sources: readonly NextEditSource[],
    private readonly log: Pick<Log, 'debug'>,
  ) {}

  /** A document has changed, its URI as text: what is on its way does not fit it any more. */
  changed(uri: string): void {
    this.stale.add(uri);
  }

  /** Nobody is there for an edit. */
  rest(): void {
    for (const source of this.sources) source.rest?.();
  }

  /** Asks. Never rejects; after `signal` has aborted nothing is offered. */
  async ask(moment: NextEditMoment, asker: Asker, signal: AbortSignal): Promise<void> {
    this.stale.clear();
    mark('asked');
    for (const source of this.sources) {
      const edits = await this.answerOf(source.predict(moment, signal));
      if (signal.aborted) return;
      asker.answered();
      // What is meant for a text that has changed by now would hit another place.
      const fresh = edits.filter(({ uri }) => !this.stale.has(uri));
      // What another source has offered stays until that one has been asked again.
      if (fresh.length > 0 || !asker.isOffered() || this.offeredBy === source) {
        this.offeredBy = source;
        asker.offer(fresh);
      }
      if (asker.isOffered() && fresh.length > 0) return;
    }
  }

  private async answerOf(asked: Promise<readonly NextEdit[]>): Promise<readonly NextEdit[]> {
    try {
      return await asked;
    } catch (error) {
      // Aborted most often; what else went wrong is the source's to tell, and no reason to show anything.
      this.log.debug('no next edit', { why: messageOf(error) });
      return [];
    }
  }
}

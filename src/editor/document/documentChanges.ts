import type * as vscode from 'vscode';
import { toDisposable, type Disposable } from '../../common/disposable';
import type { Event } from '../../common/emitter';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';

/** In this order a change is handed on. Within a stage, those who came first are told first. */
export const changeStages = [
  /** What kind of change it is: composed by an input method, in a snippet, an accepted suggestion. */
  'notice',
  /** What is asked because of it, with what was noticed. First of what costs anything: nothing is to delay a request. */
  'ask',
  /** What the user works on is written down, for what is gathered later. */
  'remember',
  /** What the user may do next is looked for, with what was written down. */
  'predict',
  /** What is to be sent ahead is gathered again in a pause of the typing. */
  'gather',
  /** Live diffs follow the text. They ask nothing of the stages before. */
  'edit',
] as const;

export type ChangeStage = (typeof changeStages)[number];

type Follower = (event: vscode.TextDocumentChangeEvent) => void;

interface Entry {
  readonly stage: ChangeStage;
  readonly follow: Follower;
  isGone: boolean;
}

/**
 * The only one that listens to changes of documents: hands each to its followers, stage by stage, whenever they came. One
 * that throws stops none of the others. Costs a call for each follower and no more; followers pass over documents that
 * are not theirs.
 */
export class DocumentChanges implements Disposable {
  /** In the order in which they are told. Never changed, only replaced: a change may be on its way through it. */
  private entries: readonly Entry[] = [];
  private readonly listener: Disposable;

  /** @param changes VS Code's event */
  constructor(
    changes: Event<vscode.TextDocumentChangeEvent>,
    private readonly log: Pick<Log, 'error'>,
  ) {
    this.listener = changes(event => this.tell(event));
  }

  /** Follows all changes from the next one on. The caller owns the returned disposable. */
  follow(stage: ChangeStage, follow: Follower): Disposable {
    const entry: Entry = { stage, follow, isGone: false };
    this.entries = changeStages.flatMap(each =>
      [...this.entries, entry].filter(other => other.stage === each),
    );
    return toDisposable(() => {
      entry.isGone = true;
      this.entries = this.entries.filter(other => other !== entry);
    });
  }

  dispose(): void {
    this.listener.dispose();
    for (const entry of this.entries) entry.isGone = true;
    this.entries = [];
  }

  private tell(event: vscode.TextDocumentChangeEvent): void {
    for (const entry of this.entries) {
      if (entry.isGone) continue;
      try {
        entry.follow(event);
      } catch (error) {
        const { stage } = entry;
        this.log.error('a follower of document changes failed', { stage, message: messageOf(error) });
      }
    }
  }
}

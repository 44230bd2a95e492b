import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import type { Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { Completer } from '../completion/completer';
import { isSamePlace, type CursorSnapshot } from '../completion/snapshot';
import { askAgain } from './askAgain';
import { snapshotAt } from './documentSnapshot';

/**
 * VS Code opens its own suggestions 760 ms after a key when no provider has answered by then, and from that moment shows
 * nothing that still comes (`editor.quickSuggestions`: `offWhenInlineCompletions`, its default). A call that is
 * cancelled sooner than this, in ms, is cancelled for another reason: the cursor or the focus went elsewhere. It is far
 * less than 760 because on a busy machine the question is late.
 */
const editorWaitsMs = 250;

/** Brings a suggestion on screen whose answer came later than VS Code waits for one. */
export class LateAnswers implements Disposable {
  private following: AbortController | undefined;

  constructor(
    private readonly completer: Pick<Completer, 'complete' | 'whileGrowing'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** VS Code asks anew: nothing older matters. Tell the returned function when it gave the call up. */
  asked(): (document: vscode.TextDocument, place: CursorSnapshot) => void {
    this.following?.abort();
    this.following = undefined;
    const since = this.clock.now();
    return (document, place) => {
      if (this.following || this.clock.now() - since < editorWaitsMs || !isStillAt(document, place)) return;
      this.following = new AbortController();
      void this.follow(document, place, this.following.signal);
    };
  }

  dispose(): void {
    this.following?.abort();
  }

  /** Has VS Code ask once more when there is something to show: that it does for a command whatever it gave up. */
  private async follow(
    document: vscode.TextDocument,
    place: CursorSnapshot,
    signal: AbortSignal,
  ): Promise<void> {
    const candidate = await this.completer.complete(place, signal);
    if (!candidate || signal.aborted || !isStillAt(document, place)) return;
    await askAgain(this.completer, place, 'editor.action.inlineSuggest.trigger', this.log);
  }
}

function isStillAt(document: vscode.TextDocument, place: CursorSnapshot): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || editor.selections.length > 1 || !editor.selection.isEmpty)
    return false;
  const now = snapshotAt(document, editor.selection.active);
  return now !== undefined && isSamePlace(place, now);
}

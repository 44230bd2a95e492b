import type { Clock } from '../common/clock';
import type { Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { Completer } from '../completion/completer';
import type { CursorSnapshot } from '../completion/snapshot';
import { askAgain } from './askAgain';
import { stillAt } from './stillAt';

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
    private readonly completer: Pick<Completer, 'complete' | 'whileAsking'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** VS Code asks anew: nothing older matters. Tell the returned function when it gave the call up. */
  asked(): (place: CursorSnapshot) => void {
    this.following?.abort();
    this.following = undefined;
    const since = this.clock.now();
    return place => {
      if (this.following || this.clock.now() - since < editorWaitsMs || !stillAt(place)) return;
      this.following = new AbortController();
      void this.follow(place, this.following.signal);
    };
  }

  dispose(): void {
    this.following?.abort();
  }

  /** Has VS Code ask once more when there is something to show: that it does for a command whatever it gave up. */
  private async follow(place: CursorSnapshot, signal: AbortSignal): Promise<void> {
    const candidate = await this.completer.complete(place, signal);
    if (!candidate || signal.aborted || !stillAt(place)) return;
    await this.completer.whileAsking(place, () => askAgain(this.log, 'editor.action.inlineSuggest.trigger'));
  }
}

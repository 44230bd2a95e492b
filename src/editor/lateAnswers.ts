import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Completer } from '../completion/completer';
import type { CursorSnapshot } from '../completion/snapshot';
import type { InlineRegistration } from './inlineRegistration';
import { stillAt } from './stillAt';

/** VS Code opens its list and gives the call up in one go; on a busy machine this is heard of in pieces. In ms. */
const togetherMs = 100;

/** A call of VS Code. */
interface Call {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
  readonly over: AbortController;
  /** When VS Code asked for the entries of its own list there, in ms of the clock. */
  listedAt?: number;
  /** Where it was given up. */
  place?: CursorSnapshot;
}

/**
 * Brings a suggestion on screen whose answer came later than VS Code waits for one. VS Code opens its own list 760 ms
 * after a key when no provider has answered by then, and from that moment shows nothing that still comes
 * (`editor.quickSuggestions`: `offWhenInlineCompletions`, its default).
 *
 * That a call is cancelled tells nothing by itself: this is also how VS Code ends it when another extension has answered
 * first, and what that one shows is not to be replaced. So a provider of list entries, which never has any, is there to
 * hear that the list was opened.
 */
export class LateAnswers implements Disposable {
  private readonly store = new DisposableStore();
  private call: Call | undefined;

  constructor(
    private readonly completer: Pick<Completer, 'complete'>,
    private readonly registration: () => Pick<InlineRegistration, 'askAnew'>,
    private readonly clock: Clock,
  ) {
    const provideCompletionItems = (document: vscode.TextDocument, position: vscode.Position): undefined =>
      this.listed(document, position);
    this.store.add(
      vscode.languages.registerCompletionItemProvider({ pattern: '**' }, { provideCompletionItems }),
    );
  }

  /** VS Code asks anew: nothing older matters. Tell the returned function when it gave the call up. */
  asked(document: vscode.TextDocument, position: vscode.Position): (place: CursorSnapshot) => void {
    this.call?.over.abort();
    const call: Call = { document, version: document.version, position, over: new AbortController() };
    this.call = call;
    return place => {
      if (call.listedAt !== undefined && this.clock.now() - call.listedAt > togetherMs) return;
      call.place = place;
      if (call.listedAt !== undefined) void this.follow(place, call.over.signal);
    };
  }

  dispose(): void {
    this.call?.over.abort();
    this.store.dispose();
  }

  /** VS Code asks for the entries of its list. */
  private listed(document: vscode.TextDocument, position: vscode.Position): undefined {
    const { call } = this;
    if (call?.document !== document || call.version !== document.version) return;
    if (!call.position.isEqual(position) || call.listedAt !== undefined) return;
    call.listedAt = this.clock.now();
    if (call.place) void this.follow(call.place, call.over.signal);
  }

  /** Has VS Code ask once more when there is something to show. */
  private async follow(place: CursorSnapshot, signal: AbortSignal): Promise<void> {
    if (signal.aborted || !stillAt(place)) return;
    const candidate = await this.completer.complete(place, signal);
    if (!candidate || signal.aborted || !stillAt(place)) return;
    await this.registration().askAnew();
  }
}

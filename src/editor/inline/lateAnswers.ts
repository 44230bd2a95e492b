import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Completer } from '../../completion/completer';
import type { CursorSnapshot } from '../../completion/snapshot';
import type { InlineRegistration } from './inlineRegistration';
import { stillAt } from './stillAt';

/** Sooner than so long after a call, in ms, VS Code has opened the list for another reason than that it took too long. */
const editorWaitsMs = 250;

/** For so long, in ms, another extension that has answered first is taken to be there. */
const rivalMs = 300_000;

/** A call of VS Code. */
interface Call {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
  /** In ms of the clock. */
  readonly since: number;
  readonly over: AbortController;
  /** VS Code has opened its own list instead. */
  listed?: true;
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
  private lostAt: number | undefined;

  constructor(
    private readonly completer: Pick<Completer, 'complete'>,
    private readonly registration: () => Pick<InlineRegistration, 'askAnew'>,
    private readonly clock: Clock,
  ) {
    const list: vscode.CompletionItemProvider = {
      provideCompletionItems: (document, position, _token, { triggerKind }) => {
        if (triggerKind === vscode.CompletionTriggerKind.Invoke) this.listed(document, position);
        return undefined;
      },
    };
    this.store.add(vscode.languages.registerCompletionItemProvider({ pattern: '**' }, list));
  }

  /** VS Code asks anew: nothing older matters. Tell the returned function when it gave the call up. */
  asked(document: vscode.TextDocument, position: vscode.Position): (place: CursorSnapshot) => void {
    this.call?.over.abort();
    const over = new AbortController();
    const call: Call = { document, version: document.version, position, since: this.clock.now(), over };
    this.call = call;
    return place => {
      call.place = place;
      if (!call.listed && vscode.window.state.focused && stillAt(place)) this.lostAt = this.clock.now();
      void this.follow(call);
    };
  }

  /**
   * Whether another extension may have been first with a suggestion of late. When it answers in the same moment as this
   * one, nothing tells whose is on screen.
   */
  get hasRival(): boolean {
    return this.lostAt !== undefined && this.clock.now() - this.lostAt < rivalMs;
  }

  dispose(): void {
    this.call?.over.abort();
    this.store.dispose();
  }

  /** VS Code asks for the entries of its list, and no key of its own does. */
  private listed(document: vscode.TextDocument, position: vscode.Position): void {
    const { call } = this;
    if (!call || call.listed || call.document !== document || call.version !== document.version) return;
    if (!call.position.isEqual(position) || this.clock.now() - call.since < editorWaitsMs) return;
    call.listed = true;
    if (call.place) this.lostAt = undefined;
    void this.follow(call);
  }

  /** Has VS Code ask once more when there is something to show: it was told of the end of the call and of the list. */
  private async follow({ place, listed, over: { signal } }: Call): Promise<void> {
    if (!place || !listed || signal.aborted || !stillAt(place)) return;
    const candidate = await this.completer.complete(place, signal);
    if (!candidate || signal.aborted || !stillAt(place)) return;
    await this.registration().askAnew();
  }
}

import * as vscode from 'vscode';
import type { Candidate } from '../../completion/answers/accepted';
import type { Completer } from '../../completion/completer';
import type { CursorSnapshot } from '../../completion/snapshot';
import type { AcceptedSuggestions } from './acceptedSuggestions';
import type { AcceptedCursor } from './acceptedCursor';
import type { SnoozeDetection } from './snoozeDetection';
import { signalOf } from '../document/cancellation';
import type { Composing } from './composing';
import type { GhostEdits } from './ghostEdits';
import type { InlinePlaces } from './inlinePlaces';
import { mark } from './inlineMarks';
import type { LateAnswers } from './lateAnswers';
import type { LineBefore } from './lineBefore';
import type { Snippets } from './snippetsIn';
import type { VisibleProbe } from './visibleProbe';

/** What the provider asks and tells besides. */
export interface ProviderNeighbours {
  /** Is told that VS Code asks. */
  readonly watch: Pick<SnoozeDetection, 'asked'>;
  /** Knows what follows from an edit of the cursor's line. */
  readonly line: Pick<LineBefore, 'nextEdit'>;
  /** Knows the next edit that is to be shown as ghost text. */
  readonly ghosts: Pick<GhostEdits, 'at'>;
  /** Looks after the calls that VS Code gave up. */
  readonly late: Pick<LateAnswers, 'asked'>;
  /** Knows whether an input method composes, and waits until it rests. */
  readonly composing: Pick<Composing, 'now' | 'pause'>;
  /** Knows when VS Code asks only because a command makes it. */
  readonly probe: Pick<VisibleProbe, 'asked'>;
  /** Looks after the cursor when an item is accepted. */
  readonly accepted: Pick<AcceptedCursor, 'offer' | 'isMisplaced'>;
  /** Looks after the names of what is accepted. */
  readonly suggestions: Pick<AcceptedSuggestions, 'offer'>;
  /** Knows whether VS Code would hide what it is handed. */
  readonly snippets: Pick<Snippets, 'hide' | 'invoked' | 'handedOut'>;
  /** Knows how eager suggestions are there. */
  readonly places: InlinePlaces;
}

/** Hands the completer's candidates to VS Code as ghost text. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  /**
   * @param completer where candidates come from
   * @param allowed whether a document may have suggestions, as far as that is known
   * @param whenAllowed the same once it is known; false when VS Code lets go of its call before
   */
  constructor(
    private readonly completer: Completer,
    private readonly allowed: (document: vscode.TextDocument) => boolean,
    private readonly whenAllowed: (
      document: vscode.TextDocument,
      token: vscode.CancellationToken,
    ) => Promise<boolean>,
    private readonly neighbours: ProviderNeighbours,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const items = await this.itemsFor(document, position, context, token);
    const { accepted, suggestions } = this.neighbours;
    if (items) accepted.offer(document, items);
    if (items) suggestions.offer(document, items);
    return items;
  }

  private async itemsFor(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const { watch, line, ghosts, late, composing, probe, accepted, snippets, places } = this.neighbours;
    watch.asked();
    const givenUp = late.asked(document, position);
    const { version } = document;
    if (!this.allowed(document) && !(await this.whenAllowed(document, token))) return undefined;
    if (document.version !== version) return undefined;
    if (hasSeveralCursors(document)) return undefined;
    if (accepted.isMisplaced(document, position)) return undefined;
    const invoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (invoked) snippets.invoked();
    else if (snippets.hide(document)) return undefined;
    const cursor = places.placeAt(document, position);
    if (!cursor) return undefined;
    const selected = context.selectedCompletionInfo;
    const typed = selected ? document.getText(new vscode.Range(selected.range.start, position)) : '';
    const place = selected ? asIfSelected(cursor, typed, selected) : cursor;
    // What follows from an edit needs no model, and is what the user is about to do.
    const byHand = places.byHand(document);
    const unwanted = selected !== undefined || (byHand && !invoked);
    const ofLine = unwanted ? undefined : line.nextEdit(document, position);
    const follows = selected ? undefined : (ofLine ?? ghosts.at(document, position));
    if (follows) {
      const end = position.translate(0, follows.replaces);
      return [new vscode.InlineCompletionItem(follows.text, new vscode.Range(position, end))];
    }
    const call = signalOf(token);
    mark('called');
    try {
      const probing =
        invoked || selected
          ? undefined
          : probe.asked({ place: cursor, version: document.version }, call.signal);
      if (probing) {
        await probing;
        return undefined;
      }
      if (!invoked && composing.now) {
        await composing.pause(call.signal).catch(() => undefined);
        if (token.isCancellationRequested) return undefined;
      }
      const how = { byHand, ...(selected ? { cursor } : {}) };
      const candidates = invoked
        ? await this.completer.choose(place, call.signal, how)
        : asList(await this.completer.complete(place, call.signal, how));
      if (token.isCancellationRequested && !selected) givenUp(place);
      if (candidates.length === 0 || token.isCancellationRequested) return undefined;
      mark('answered');
      if (!selected) snippets.handedOut(document, place);
      return asItems(candidates, position, selected);
    } finally {
      call.dispose();
    }
  }
}

/** With the suggest widget open, VS Code shows only what continues the selected entry: ask from behind it. */
function asIfSelected(
  cursor: CursorSnapshot,
  typed: string,
  { text }: vscode.SelectedCompletionInfo,
): CursorSnapshot {
  return { ...cursor, prefix: cursor.prefix.slice(0, cursor.prefix.length - typed.length) + text };
}

/** @param selected the entry of the suggest widget that they continue */
function asItems(
  candidates: readonly Candidate[],
  position: vscode.Position,
  selected?: vscode.SelectedCompletionInfo,
): vscode.InlineCompletionItem[] {
  const start = selected?.range.start ?? position;
  return candidates.map(
    ({ text, replaces }) =>
      new vscode.InlineCompletionItem(
        (selected?.text ?? '') + text,
        new vscode.Range(start, position.translate(0, replaces)),
      ),
  );
}

function asList<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}

/** With several cursors a suggestion would be right for at most one of them. */
function hasSeveralCursors(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && editor.selections.length > 1;
}

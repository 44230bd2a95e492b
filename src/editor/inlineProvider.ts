import * as vscode from 'vscode';
import type { Completer } from '../completion/completer';
import type { CursorSnapshot } from '../completion/snapshot';
import type { AskWatch } from './askWatch';
import { signalOf } from './cancellation';
import { snapshotAt } from './documentSnapshot';
import { mark } from './inlineMarks';

/** Hands the completer's candidates to VS Code as ghost text. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  /**
   * @param completer where candidates come from
   * @param allowed whether a document may have suggestions
   * @param watch is told that VS Code asks
   */
  constructor(
    private readonly completer: Completer,
    private readonly allowed: (document: vscode.TextDocument) => boolean,
    private readonly watch: Pick<AskWatch, 'asked'>,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    this.watch.asked();
    if (!this.allowed(document) || hasSeveralCursors(document)) return undefined;
    const selected = context.selectedCompletionInfo;
    const snapshot = selected ? asIfSelected(document, position, selected) : snapshotAt(document, position);
    if (!snapshot) return undefined;
    const call = signalOf(token);
    mark('called');
    try {
      const candidate = await this.completer.complete(snapshot, call.signal);
      if (!candidate || token.isCancellationRequested) return undefined;
      mark('answered');
      const start = selected?.range.start ?? position;
      const end = position.translate(0, candidate.replaces);
      return [
        new vscode.InlineCompletionItem(
          (selected?.text ?? '') + candidate.text,
          new vscode.Range(start, end),
        ),
      ];
    } finally {
      call.dispose();
    }
  }
}

/** With the suggest widget open, VS Code shows only what continues the selected entry: ask from behind it. */
function asIfSelected(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo,
): CursorSnapshot | undefined {
  const snapshot = snapshotAt(document, position);
  if (!snapshot) return undefined;
  const typed = document.getText(new vscode.Range(selected.range.start, position));
  return {
    ...snapshot,
    prefix: snapshot.prefix.slice(0, snapshot.prefix.length - typed.length) + selected.text,
  };
}

/** With several cursors a suggestion would be right for at most one of them. */
function hasSeveralCursors(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && editor.selections.length > 1;
}

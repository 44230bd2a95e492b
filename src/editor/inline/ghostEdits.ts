import type * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import type { Candidate } from '../../completion/answers/accepted';

/** A text that somebody else than the completer would have inserted at the cursor. */
export interface GhostEdit {
  /** The document's URI as text, and the version it is for. */
  readonly uri: string;
  readonly version: number;
  /** The cursor, in UTF-16 code units from the start of the document. */
  readonly offset: number;
  readonly text: string;
}

/** Has at most one such text shown as ghost text, where VS Code asks for a suggestion there. */
export class GhostEdits implements Disposable {
  private readonly handedOut = new Emitter<GhostEdit>();
  private edit: GhostEdit | undefined;

  /** VS Code was handed the text. */
  readonly onDidHandOut = this.handedOut.event;

  /** Offers another text, or none. What is on screen already stays until VS Code asks anew. */
  offer(edit: GhostEdit | undefined): void {
    this.edit = edit;
  }

  /** What to show where VS Code asks. */
  at(document: vscode.TextDocument, position: vscode.Position): Candidate | undefined {
    const { edit } = this;
    if (edit?.version !== document.version || edit.uri !== document.uri.toString()) return undefined;
    if (document.offsetAt(position) !== edit.offset) return undefined;
    this.handedOut.fire(edit);
    return { text: edit.text, replaces: 0 };
  }

  dispose(): void {
    this.edit = undefined;
    this.handedOut.dispose();
  }
}

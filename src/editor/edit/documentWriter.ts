import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { TextEdit } from '../../diff/textEdit';
import { holdView, type LineReplacement } from './stillView';

/** Edits that belong together, made for the document as it is now. */
export interface Batch {
  readonly edits: readonly TextEdit[];
  /** Called once the edits stand in the document, before any later change is handed on. */
  readonly commit: () => void;
}

/** Where undo stops are set around a batch. */
export interface UndoStops {
  readonly before: boolean;
  readonly after: boolean;
}

/** So many times a batch is made anew because the person was faster; typing at 30 keys a second needs two or three. */
const attempts = 60;
/**
 * A batch is refused because of a change that is not known here yet. Before that is known the next one would be refused
 * as well, and each costs the window time that the person's keys need. Waits no longer than this, in ms.
 */
const newsMs = 100;

/**
 * The only one that writes into a document: one batch at a time, each made for the version it is applied to. When the
 * person changes the text in between, VS Code refuses the batch, and it is made anew from what then stands there: no
 * change is lost, neither theirs nor ours.
 */
export class DocumentWriter {
  private last: Promise<unknown> = Promise.resolve();
  private held: vscode.TextDocumentChangeEvent[] | undefined;
  private onNews: (() => void) | undefined;

  /** @param onForeign a change that was not written here; comes in order, and never between a batch and its commit */
  constructor(
    private readonly document: vscode.TextDocument,
    private readonly clock: Clock,
    private readonly onForeign: (event: vscode.TextDocumentChangeEvent) => void,
  ) {}

  /** Every change event of the document goes through here. */
  changed(event: vscode.TextDocumentChangeEvent): void {
    if (event.contentChanges.length === 0) return;
    if (this.held) this.held.push(event);
    else this.onForeign(event);
    this.onNews?.();
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.last;
  }

  /**
   * Writes what `make` returns once it is its turn; `make` is asked again after each refusal, undefined ends it.
   * Resolves to whether the batch stands in the document, or there was nothing to write. Never rejects.
   */
  write(make: () => Batch | undefined, stops: UndoStops): Promise<boolean> {
    const run = this.last.then(() => this.run(make, stops));
    this.last = run;
    return run;
  }

  private async run(make: () => Batch | undefined, stops: UndoStops): Promise<boolean> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (this.document.isClosed) return false;
      const batch = make();
      if (!batch) return true;
      const edits = batch.edits.filter(edit => this.changes(edit));
      if (edits.length === 0) {
        batch.commit();
        return true;
      }
      const replacements = edits.map(edit => ({ range: this.rangeOf(edit), text: edit.text }));
      const stayInView = holdView(this.document, replacements);
      this.held = [];
      const done = await this.send(replacements, stops);
      const events = this.held;
      this.held = undefined;
      if (done) {
        // VS Code applies a batch only to the version it was made for, so the first change is the batch itself.
        events.shift();
        batch.commit();
      }
      for (const event of events) this.onForeign(event);
      if (!done) {
        if (events.length === 0) await this.news();
        continue;
      }
      stayInView();
      return true;
    }
    return false;
  }

  /** Resolves with the next change of the document. */
  private news(): Promise<void> {
    return new Promise(resolve => {
      const timer = this.clock.setTimeout(() => this.onNews?.(), newsMs);
      this.onNews = () => {
        this.onNews = undefined;
        timer.dispose();
        resolve();
      };
    });
  }

  private async send(
    replacements: readonly LineReplacement[],
    { before, after }: UndoStops,
  ): Promise<boolean> {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
    try {
      if (editor) {
        return await editor.edit(
          builder => {
            for (const { range, text } of replacements) builder.replace(range, text);
          },
          { undoStopBefore: before, undoStopAfter: after },
        );
      }
      const edit = new vscode.WorkspaceEdit();
      edit.set(
        this.document.uri,
        replacements.map(({ range, text }) => vscode.TextEdit.replace(range, text)),
      );
      return await vscode.workspace.applyEdit(edit);
    } catch {
      return false; // The editor was closed in the meantime; the next attempt finds another way.
    }
  }

  private changes(edit: TextEdit): boolean {
    return this.document.getText(this.rangeOf(edit)) !== edit.text;
  }

  private rangeOf({ offset, length }: TextEdit): vscode.Range {
    return new vscode.Range(this.document.positionAt(offset), this.document.positionAt(offset + length));
  }
}

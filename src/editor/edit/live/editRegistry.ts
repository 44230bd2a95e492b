import * as vscode from 'vscode';
import type { Clock } from '../../../common/clock';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import { Emitter } from '../../../common/emitter';
import type { OffsetRange } from '../../../diff/offsetRange';
import { endOf } from '../../../diff/review/review';
import type { TextEdit } from '../../../diff/textEdit';
import type { AnswerSource, Outcome } from '../answers/answer';
import { DocumentWriter } from './documentWriter';
import { EditSession, type EditTask } from './editSession';
import { writableDocument } from './writableDocument';

/** Edits with nothing open that are kept in a document so that undo can open them again. */
const mostSettled = 20;

/** VS Code tells that a document is unsaved after it tells of the change, in ms. */
const reloadCheckMs = 150;

/** What every edit needs. */
export interface RegistryParts {
  /** Answers edits that bring no answers of their own. */
  readonly model: AnswerSource;
  readonly clock: Clock;
}

interface Entry {
  readonly document: vscode.TextDocument;
  readonly writer: DocumentWriter;
  edits: readonly EditSession[];
  /** The version last saved here. */
  savedVersion: number;
  /** A save is going on. */
  saving: boolean;
  /** The latest change was an undo or redo. */
  undone: boolean;
  /** Whether the document was unsaved at the latest event. */
  wasDirty: boolean;
  reloadCheck?: Disposable;
}

/** All edits of the window, by document. Ends those whose document goes away. */
export class EditRegistry implements Disposable {
  private readonly store = new DisposableStore();
  private readonly entries = new Map<vscode.TextDocument, Entry>();
  private readonly changed = this.store.add(new Emitter<vscode.TextDocument>());
  private readonly ended = this.store.add(new Emitter<{ edit: EditSession; outcome: Outcome }>());
  private nextId = 1;

  /** Something a user can see has changed in the edits of a document. Fires often while one streams. */
  readonly onDidChange = this.changed.event;
  /** An answer has ended. */
  readonly onDidEnd = this.ended.event;

  constructor(private readonly parts: RegistryParts) {
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(event => {
        const entry = this.entries.get(event.document);
        if (!entry) return;
        if (isNowClean(event) && !entry.saving && !entry.undone) this.drop(entry);
        else if (isLostRevert(event, entry)) this.revertAgain(entry);
        if (event.contentChanges.length > 0) entry.undone = event.reason !== undefined;
        entry.wasDirty = event.document.isDirty;
        entry.writer.changed(event);
      }),
    );
    this.store.add(vscode.workspace.onDidCloseTextDocument(document => this.forget(document)));
    this.store.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) this.tabClosed(input);
      }),
    );
    this.store.add(
      vscode.workspace.onWillSaveTextDocument(({ document }) => {
        const entry = this.entries.get(document);
        if (entry) entry.saving = true;
      }),
    );
    this.store.add(
      vscode.workspace.onDidSaveTextDocument(document => {
        const entry = this.entries.get(document);
        if (!entry) return;
        entry.saving = false;
        entry.wasDirty = document.isDirty;
        entry.savedVersion = document.version;
      }),
    );
    this.store.add(
      vscode.window.onDidChangeVisibleTextEditors(editors => {
        for (const { document } of editors) for (const edit of this.of(document)) edit.poke();
      }),
    );
    this.store.add(
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        for (const edit of this.of(textEditor.document)) edit.poke();
      }),
    );
  }

  /** Every edit there is, by document in the order they were begun. */
  get all(): readonly EditSession[] {
    return [...this.entries.values()].flatMap(({ edits }) => edits);
  }

  /** The edits of a document, in the order they were begun. */
  of(document: vscode.TextDocument | undefined): readonly EditSession[] {
    return (document && this.entries.get(document)?.edits) ?? [];
  }

  /** The edit at a place; without one there, the latest of the document that `accepts` takes. */
  at(
    document: vscode.TextDocument,
    offset: number,
    accepts: (edit: EditSession) => boolean,
  ): EditSession | undefined {
    const edits = this.of(document).filter(accepts);
    return edits.find(({ review }) => review.start <= offset && offset <= endOf(review)) ?? edits.at(-1);
  }

  /**
   * Begins an edit of whole lines. What is open there already is kept as it stands: undo still brings back what was
   * before it.
   */
  async begin(
    document: vscode.TextDocument,
    region: OffsetRange,
    task: EditTask,
    source: AnswerSource = this.parts.model,
  ): Promise<EditSession> {
    const entry = this.entryOf(document);
    for (const edit of entry.edits.filter(({ review }) => overlaps(review.start, endOf(review), region))) {
      await edit.stop();
      edit.acceptAll();
      this.remove(entry, edit);
    }
    const edit = new EditSession(this.nextId++, region, task, {
      document,
      writer: entry.writer,
      source,
      clock: this.parts.clock,
      onDidChange: changed => {
        if (changed.phase === 'ended') this.remove(entry, changed);
        this.changed.fire(document);
      },
      onDidEnd: (ended, outcome) => this.ended.fire({ edit: ended, outcome }),
      onDidWrite: (writer, edits) => {
        for (const other of entry.edits) if (other !== writer) other.movedBy(edits);
      },
    });
    const settled = entry.edits.filter(({ phase }) => phase === 'settled');
    for (const old of settled.slice(0, -mostSettled)) this.remove(entry, old);
    entry.edits = [...entry.edits, edit];
    this.changed.fire(document);
    return edit;
  }

  dispose(): void {
    for (const { document } of [...this.entries.values()]) this.forget(document);
    this.store.dispose();
  }

  private entryOf(document: vscode.TextDocument): Entry {
    const known = this.entries.get(document);
    if (known) return known;
    const writer = new DocumentWriter(
      writableDocument(document),
      this.parts.clock,
      (event: vscode.TextDocumentChangeEvent) => this.follow(entry, event),
    );
    const entry: Entry = {
      document,
      writer,
      edits: [],
      savedVersion: -1,
      saving: false,
      undone: false,
      wasDirty: false,
    };
    this.entries.set(document, entry);
    return entry;
  }

  private follow(entry: Entry, { contentChanges, reason, document }: vscode.TextDocumentChangeEvent): void {
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }): TextEdit => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    for (const edit of entry.edits) edit.changed(changes, reason);
    if (reason === undefined && !document.isDirty) this.checkReload(entry, document.version);
  }

  /** A document that is not unsaved after a change was read from the disk again: reverted, or another branch. */
  private checkReload(entry: Entry, version: number): void {
    entry.reloadCheck?.dispose();
    entry.reloadCheck = this.parts.clock.setTimeout(() => {
      const { document } = entry;
      if (document.isClosed || document.isDirty || document.version !== version) return;
      if (entry.savedVersion === version || document.isUntitled) return;
      this.drop(entry);
    }, reloadCheckMs);
  }

  /** A revert that met a batch on its way: VS Code leaves it undone, since the text has changed again. */
  private revertAgain(entry: Entry): void {
    this.drop(entry);
    if (vscode.window.activeTextEditor?.document !== entry.document) return;
    void vscode.commands.executeCommand('workbench.action.files.revert');
  }

  /** Ends every edit of a document; their text stays as it is. */
  private drop(entry: Entry): void {
    for (const edit of entry.edits) this.remove(entry, edit);
    this.changed.fire(entry.document);
  }

  /** VS Code may keep a document for minutes after its last tab was closed; for the user it is closed. */
  private tabClosed(input: unknown): void {
    const uri = input instanceof vscode.TabInputText ? input.uri.toString() : undefined;
    if (uri === undefined) return;
    const isOpen = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(tab => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri);
    if (isOpen) return;
    for (const { document } of [...this.entries.values()]) {
      if (document.uri.toString() === uri) this.forget(document);
    }
  }

  private remove(entry: Entry, edit: EditSession): void {
    entry.edits = entry.edits.filter(other => other !== edit);
    edit.dispose();
  }

  private forget(document: vscode.TextDocument): void {
    const entry = this.entries.get(document);
    if (!entry) return;
    this.entries.delete(document);
    entry.reloadCheck?.dispose();
    for (const edit of entry.edits) edit.dispose();
    this.changed.fire(document);
  }
}

/** VS Code tells in an event of its own that a document is no longer unsaved: saved, undone, or read again. */
function isNowClean({ contentChanges, document }: vscode.TextDocumentChangeEvent): boolean {
  return contentChanges.length === 0 && !document.isDirty;
}

/** A text that was unsaved and is so no more although it has just changed: VS Code was about to read it again. */
function isLostRevert(
  { contentChanges, document, reason }: vscode.TextDocumentChangeEvent,
  entry: Entry,
): boolean {
  const isSaved = entry.saving || entry.savedVersion === document.version - 1;
  return contentChanges.length > 0 && !document.isDirty && entry.wasDirty && reason === undefined && !isSaved;
}

function overlaps(start: number, end: number, region: OffsetRange): boolean {
  return start < region.end && region.start < end;
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { cursorAfter } from '../../completion/requests/cursorAfter';
import type { NextEdit } from '../../nextEdit/nextEdit';
import type { ChangeHistory } from '../context/changeHistory';
import type { DocumentChanges } from '../document/documentChanges';
import { composingIn } from '../inline/composingIn';
import { onDidChangeSettings } from '../settings';
import { mayChange, mayMake, mayStay, offeredIn, type AllowedParts } from './allowed';
import { AskInTurn } from './askInTurn';
import { Asking } from './asking';
import type { DocumentTexts } from './documentTexts';
import { nextEditScheme } from './editAsText';
import { editKey } from './editKey';
import { goTo, makeAsItIs } from './makeEdit';
import { Manners } from './manners';
import { isWanted, type NextEditMode } from './mode';
import { mark } from './nextEditMarks';
import { pictureText } from './pictureText';
import { rebaseBy } from './rebaseBy';
import { keyDoes, type KeyDoes } from './showing';
import type { NextEditMoment, NextEditSource } from './source';
import { Stage, type StageParts } from './stage';
import { documentOf, placeOf } from './where';

/** Asked is so long after a change, in ms: as soon as everybody has heard of it. */
const askMs = 0;

/** What next edits are built from; all of it outlives them. */
export interface NextEditParts extends StageParts, AllowedParts {
  /** Asked one after the other, until one of them has something to offer: the quickest first. */
  readonly sources: readonly NextEditSource[];
  readonly history: ChangeHistory;
  readonly texts: DocumentTexts;
  readonly changes: DocumentChanges;
  readonly log: Log;
}

/** Asks for next edits, keeps one of them on screen, and does what its keys say. */
export class NextEditHost implements Disposable {
  private readonly store = new DisposableStore();
  private readonly stage: Stage;
  private readonly manners: Manners;
  private readonly asking: Asking;
  private readonly sources: AskInTurn;
  private readonly composing;
  /** What comes after the one on screen, for the texts as they are. */
  private queue: readonly NextEdit[] = [];
  /** The text has changed, and nobody has said yet what that means for the edit on screen. */
  private isUncertain = false;
  /** An edit that is being gone to or made: a key that comes meanwhile waits for it, and is never a Tab in the text. */
  private underWay: Promise<void> | undefined;
  /** The key of the edit that was made last, as long as undo would take it back. */
  private made: string | undefined;

  constructor(private readonly parts: NextEditParts) {
    const { changes, clock, permission, review } = parts;
    this.stage = this.store.add(new Stage(parts));
    this.manners = new Manners(() => clock.now());
    this.asking = this.store.add(new Asking(clock));
    this.sources = new AskInTurn(parts.sources, parts.log);
    this.composing = this.store.add(composingIn(changes, clock));
    const moved = (editor: vscode.TextEditor): void => {
      if (!this.underWay && editor === vscode.window.activeTextEditor) this.stage.moved();
    };
    this.store.add(changes.follow('predict', event => this.changed(event)));
    this.store.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => moved(textEditor)));
    this.store.add(vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => moved(textEditor)));
    this.store.add(
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (!this.underWay && editor?.document.uri.scheme !== nextEditScheme) this.end();
      }),
    );
    this.store.add(
      review.onDidChange(() => {
        if (this.current && review.isOpen()) this.end();
      }),
    );
    this.store.add(permission.onDidChange(() => this.recheck()));
    this.store.add(onDidChangeSettings(['nextEdit'], () => this.recheck()));
  }

  /** The edit on screen. */
  get current(): NextEdit | undefined {
    return this.stage.edit;
  }

  /**
   * Goes to the edit on screen, or makes it where the cursor is at it, if what is shown still holds.
   *
   * @param options `only`: goes there and never makes it; `orElse`: the key has another meaning, which goes first where it
   *   is in doubt
   * @returns what was done; `none` when the key was not for a next edit; `late` when it was for one that another key made
   */
  async press(options: { readonly only?: 'goTo'; readonly orElse: boolean }): Promise<KeyDoes | 'late'> {
    const { underWay } = this;
    await underWay;
    const does = keyDoes(this.stage.showing, options.orElse);
    const { current } = this;
    if (does === 'none' || !current || !this.holds(current)) return underWay ? 'late' : 'none';
    if (does === 'accept' && options.only !== 'goTo') {
      await this.make(current);
      return 'accept';
    }
    const document = documentOf(current);
    if (document) await this.whileBusy(() => goTo(document, current));
    if (this.current === current) this.stage.happen({ kind: 'went' });
    return 'goTo';
  }

  /** The user does not want the edit on screen. */
  dismiss(): void {
    const { current } = this;
    const key = current && keyOf(current);
    if (key !== undefined) this.manners.dismiss(key, current?.cause);
    this.end();
  }

  /** The user asks for one. Resolves to whether there is one. */
  async trigger(): Promise<boolean> {
    this.manners.welcome();
    await this.asking.now(signal => this.ask(signal, true));
    this.stage.rested();
    return this.current !== undefined;
  }

  dispose(): void {
    this.end();
    this.store.dispose();
  }

  private changed(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges, reason } = event;
    if (contentChanges.length === 0) return;
    this.sources.changed(document.uri.toString());
    const isActive = vscode.window.activeTextEditor?.document === document;
    if (isActive && !this.underWay) {
      this.asking.cancel();
      this.isUncertain = true;
      const isUndone = reason === vscode.TextDocumentChangeReason.Undo;
      if (isUndone && this.made !== undefined) this.manners.takenBack(this.made);
      this.made = undefined;
    }
    this.follow(event);
    if (!isActive || this.underWay) return;
    if (reason !== undefined) return this.end();
    // VS Code tells of the cursor a moment after the text.
    const [change, ...others] = contentChanges;
    const cursor = change && others.length === 0 ? change.rangeOffset + cursorAfter(change.text) : undefined;
    this.asking.soon(askMs, signal => this.ask(signal, false, cursor));
  }

  /** Brings what is known along with a change of a text. */
  private follow(event: vscode.TextDocumentChangeEvent): void {
    const moved = rebaseBy(event);
    this.queue = this.queue.flatMap(edit => {
      const now = moved(edit);
      return now === 'made' || now === 'gone' ? [] : [now];
    });
    const { current } = this;
    if (!current) return;
    const { document } = event;
    const isAbout = current.uri === document.uri.toString();
    if (!isAbout && vscode.window.activeTextEditor?.document !== document) return;
    const rebased = moved(current);
    if (rebased === 'made') this.manners.welcome();
    const isEdit = rebased !== 'made' && rebased !== 'gone';
    this.stage.happen({ kind: 'changed', rebased, place: isEdit ? placeOf(rebased) : 'far' });
  }

  private async ask(signal: AbortSignal, isAsked: boolean, at?: number): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const mode = editor ? this.modeIn(editor.document) : 'off';
    if (!editor || mode === 'off') return this.end();
    if (this.manners.isQuiet && !isAsked) return;
    const { document } = editor;
    const { history, clock } = this.parts;
    // Nothing follows from nothing, and the text of a document is put together for nobody.
    if (history.recent.entries(clock.now()).length === 0) return;
    const cursor = at ?? document.offsetAt(editor.selection.active);
    const moment: NextEditMoment = {
      document: this.parts.texts(document),
      cursor,
      mode,
      dropped: isAsked ? new Map() : this.manners.droppedCauses,
    };
    const asker = {
      isOffered: () => this.current !== undefined,
      offer: (edits: readonly NextEdit[]) => this.offer(edits, document, mode, isAsked),
      answered: () => void (this.isUncertain = false),
    };
    await this.sources.ask(moment, asker, signal);
  }

  /** Shows the first of these that is wanted; the others wait, and are looked at when they are the first. */
  private offer(
    edits: readonly NextEdit[],
    document: vscode.TextDocument,
    mode: NextEditMode,
    isAsked: boolean,
  ): void {
    const here = document.uri.toString();
    const isFree = !this.parts.review.isOpen();
    const at = edits.findIndex(each => {
      if (!isFree || !isWanted(mode, each, here) || !mayChange(each, this.parts)) return false;
      const key = isAsked ? undefined : keyOf(each);
      return key === undefined || !this.manners.wasDismissed(key);
    });
    const edit = edits[at];
    this.queue = edit ? edits.slice(at + 1) : [];
    if (edit) mark('predicted');
    this.stage.happen({ kind: 'predicted', edit, place: edit ? placeOf(edit) : 'far' });
  }

  private end(): void {
    this.asking.cancel();
    this.sources.rest();
    this.queue = [];
    this.isUncertain = false;
    this.stage.happen({ kind: 'ended' });
  }

  /** What may be offered, or how the key is called, may be another now. */
  private recheck(): void {
    const { current } = this;
    if (!current) return;
    if (mayStay(current, this.parts)) this.stage.moved();
    else this.end();
  }

  /** What of next edits is offered to somebody who is in this document. */
  private modeIn(document: vscode.TextDocument): NextEditMode {
    return offeredIn(document, this.composing.now, this.parts);
  }

  /** Whether the edit can be made as it is shown. */
  private holds(edit: NextEdit): boolean {
    return !this.underWay && !this.isUncertain && !this.stage.isGhost && mayMake(edit, this.parts);
  }

  /** Makes the edit on screen. Where a key of the user was faster it is made for the text with that, if it still fits. */
  private async make(edit: NextEdit): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== edit.uri) return;
    const key = keyOf(edit);
    const isMade = await this.whileBusy(() => makeAsItIs(editor, edit, () => this.current));
    if (!isMade) return;
    this.manners.welcome();
    this.made = key;
    this.goOn(editor.document);
  }

  private async whileBusy<T>(work: () => Promise<T>): Promise<T> {
    const working = work();
    const over = (): void => void (this.underWay = undefined);
    this.underWay = working.then(over, over);
    return await working;
  }

  /** What comes next is there already, from the same prediction; the sources are asked again as well. */
  private goOn(document: vscode.TextDocument): void {
    this.offer(this.queue, document, this.modeIn(document), false);
    this.asking.soon(askMs, signal => this.ask(signal, false));
  }
}

function keyOf(edit: NextEdit): string | undefined {
  const document = documentOf(edit);
  return document && editKey(edit, pictureText(document));
}

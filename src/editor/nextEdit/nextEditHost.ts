import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Event } from '../../common/emitter';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { TextEdit } from '../../diff/textEdit';
import type { NextEdit } from '../../nextEdit/nextEdit';
import type { ChangeHistory } from '../context/changeHistory';
import type { DocumentChanges } from '../document/documentChanges';
import { composingIn } from '../inline/composingIn';
import type { GhostEdits } from '../inline/ghostEdits';
import type { Permission } from '../permission/permission';
import { onDidChangeSettings } from '../settings';
import { announcer } from './announcer';
import { Asking } from './asking';
import type { DocumentTexts } from './documentTexts';
import { editKey } from './editKey';
import { hintText } from './hint';
import { Manners } from './manners';
import { isWanted, nextEditSettings } from './mode';
import { nextEditKeys } from './nextEditKeys';
import { mark } from './nextEditMarks';
import { nextEditView } from './nextEditView';
import { pictureText } from './pictureText';
import { rebase } from './rebase';
import {
  after,
  keyDoes,
  keysOf,
  nothing,
  type Happening,
  type KeyDoes,
  type Place,
  type Showing,
} from './showing';
import type { NextEditMoment, NextEditSource } from './source';
import { announcement } from './words';

/** Asked is so long after a change, in ms: what comes with it, such as a closing bracket, is waited for. */
const askMs = 10;

/** The typing rests when no key has come for so long, in ms. Only then Tab is for a next edit. */
const restMs = 150;

/** While one types what is drawn follows no more often, in ms. */
const redrawMs = 100;

/** VS Code asks for ghost text within this, in ms; what could be ghost text is not drawn before. */
const ghostMs = 200;

/** What next edits are built from; all of it outlives them. */
export interface NextEditParts {
  readonly source: NextEditSource;
  readonly ghosts: GhostEdits;
  readonly history: Pick<ChangeHistory, 'follows'>;
  readonly texts: DocumentTexts;
  readonly permission: Pick<Permission, 'suggestionsOff' | 'mayBeSent' | 'onDidChange'>;
  readonly changes: DocumentChanges;
  /** Whether the tab stops of a snippet are filled in there. */
  readonly inSnippet: (document: vscode.TextDocument) => boolean;
  /** Rewrites that are open to review. */
  readonly review: { readonly isOpen: () => boolean; readonly onDidChange: Event<unknown> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Asks for next edits, and keeps one of them on screen. */
export class NextEditHost implements Disposable {
  private readonly store = new DisposableStore();
  private readonly manners: Manners;
  private readonly view = this.store.add(nextEditView());
  private readonly setKeys = nextEditKeys();
  private readonly asking: Asking;
  private readonly askingAhead: Asking;
  private readonly announcer;
  private readonly composing;
  private showing: Showing = nothing;
  /** What comes after the one on screen, for the texts as they are. */
  private queue: readonly NextEdit[] = [];
  /** Documents that have changed since the latest question. */
  private readonly stale = new Set<string>();
  /** What follows once the edit on screen was made; for the text that there will be. */
  private ahead: Promise<readonly NextEdit[]> | undefined;
  /** VS Code was handed the edit as ghost text. */
  private isGhost = false;
  private rest: Disposable | undefined;
  private drawing: Disposable | undefined;
  private drawnAt = -Infinity;
  /** An edit is being made, or gone to, by a command of ours. */
  private busy = false;
  /** The key of the edit that was made last, as long as undo would take it back. */
  private made: string | undefined;

  constructor(private readonly parts: NextEditParts) {
    const { changes, clock, ghosts, permission, review } = parts;
    this.manners = new Manners(() => clock.now());
    this.asking = this.store.add(new Asking(clock));
    this.askingAhead = this.store.add(new Asking(clock));
    this.announcer = this.store.add(announcer(clock));
    this.composing = this.store.add(composingIn(changes, clock));
    this.store.add(changes.follow('predict', event => this.changed(event)));
    this.store.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.moved();
      }),
    );
    this.store.add(vscode.window.onDidChangeTextEditorVisibleRanges(() => this.moved()));
    this.store.add(
      vscode.window.onDidChangeActiveTextEditor(() => {
        if (!this.busy) this.end();
      }),
    );
    this.store.add(ghosts.onDidHandOut(() => this.handedOut()));
    this.store.add(
      review.onDidChange(() => {
        if (this.showing.kind !== 'nothing' && review.isOpen()) this.end();
      }),
    );
    this.store.add(permission.onDidChange(() => this.end()));
    this.store.add(onDidChangeSettings(['nextEdit'], () => this.end()));
  }

  /** The edit on screen. */
  get current(): NextEdit | undefined {
    return this.showing.kind === 'nothing' ? undefined : this.showing.edit;
  }

  /**
   * Goes to the edit on screen, or applies it where the cursor is at it, if what is shown still holds.
   *
   * @param only goes there and never applies
   * @param orElse whether the key has another meaning that goes first where it is in doubt
   * @returns what was done; `none` when the key was not for a next edit
   */
  async press({ only, orElse }: { readonly only?: 'goTo'; readonly orElse: boolean }): Promise<KeyDoes> {
    const does = keyDoes(this.showing, orElse);
    const { current } = this;
    if (does === 'none' || !current || this.busy || !this.holds(current)) return 'none';
    if (does === 'goTo' || only === 'goTo') {
      await this.goTo(current);
      return 'goTo';
    }
    return (await this.apply(current)) ? 'accept' : 'none';
  }

  /** The user does not want the edit on screen. */
  dismiss(): void {
    const { current } = this;
    const key = current && this.keyOf(current);
    if (key !== undefined) this.manners.dismiss(key);
    this.end();
  }

  /** The user asks for one. Resolves to whether there is one. */
  async trigger(): Promise<boolean> {
    this.manners.welcome();
    await this.asking.now(signal => this.ask(signal, true));
    this.rested();
    return this.current !== undefined;
  }

  dispose(): void {
    this.end();
    this.store.dispose();
  }

  private changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    this.stale.add(document.uri.toString());
    const isActive = vscode.window.activeTextEditor?.document === document;
    if (this.busy && isActive) return this.follow(document, contentChanges);
    if (isActive) {
      this.asking.cancel();
      this.askingAhead.cancel();
      this.ahead = undefined;
      if (reason === vscode.TextDocumentChangeReason.Undo && this.made !== undefined) {
        this.manners.takenBack(this.made);
      }
      this.made = undefined;
    }
    this.follow(document, contentChanges);
    if (!isActive || reason !== undefined || !this.mayOffer(document)) return;
    this.asking.soon(askMs, signal => this.ask(signal, false));
  }

  /** Brings what is known along with a change of a text. */
  private follow(
    document: vscode.TextDocument,
    contentChanges: readonly vscode.TextDocumentContentChangeEvent[],
  ): void {
    const uri = document.uri.toString();
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }): TextEdit => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    const moved = (edit: NextEdit): NextEdit | 'made' | 'gone' =>
      edit.uri !== uri
        ? edit
        : rebase(edit, edits, ({ start, end }) =>
            document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end))),
          );
    this.queue = this.queue.flatMap(edit => {
      const now = moved(edit);
      return now === 'made' || now === 'gone' ? [] : [now];
    });
    if (this.showing.kind === 'nothing') return;
    const isHere = vscode.window.activeTextEditor?.document === document;
    if (!isHere && this.showing.edit.uri !== uri) return;
    const rebased = moved(this.showing.edit);
    if (rebased === 'made') this.manners.welcome();
    const isEdit = rebased !== 'made' && rebased !== 'gone';
    this.happen({ kind: 'changed', rebased, place: isEdit ? this.placeOf(rebased) : 'far' });
    if (this.isGhost && isEdit) this.offerGhost(rebased, rebased.edits[0]?.offset ?? 0);
    this.restart();
  }

  private async ask(signal: AbortSignal, isAsked: boolean): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !this.mayOffer(editor.document) || (this.manners.isQuiet && !isAsked)) return;
    const { document } = editor;
    const cursor = document.offsetAt(editor.selection.active);
    const moment: NextEditMoment = { document: this.parts.texts(document), cursor };
    this.stale.clear();
    mark('asked');
    const edits = await this.answerOf(this.parts.source.predict(moment, signal));
    if (signal.aborted) return;
    this.offer(this.fresh(edits), document, isAsked);
    const { current } = this;
    if (!current) return;
    void this.askingAhead.now(async later => {
      this.ahead = this.parts.source.ahead?.(moment, current, later);
      this.ahead?.catch(() => undefined);
      await Promise.resolve();
    });
  }

  /** Those for texts that are still as they were when it was asked. */
  private fresh(edits: readonly NextEdit[]): readonly NextEdit[] {
    return edits.filter(({ uri }) => !this.stale.has(uri));
  }

  private async answerOf(asked: Promise<readonly NextEdit[]>): Promise<readonly NextEdit[]> {
    try {
      return await asked;
    } catch (error) {
      // Aborted most often; what else went wrong is the source's to tell, and no reason to show anything.
      this.parts.log.debug('no next edit', { why: messageOf(error) });
      return [];
    }
  }

  /** Shows the first of these that is wanted. */
  private offer(edits: readonly NextEdit[], document: vscode.TextDocument, isAsked: boolean): void {
    const here = document.uri.toString();
    const { mode } = nextEditSettings(document);
    const wanted = edits.filter(edit => {
      if (!isWanted(mode, edit, here) || !this.mayChange(edit)) return false;
      const key = this.keyOf(edit);
      return isAsked || key === undefined || !this.manners.wasDismissed(key);
    });
    const [edit, ...others] = this.parts.review.isOpen() ? [] : wanted;
    this.queue = others;
    if (edit) mark('predicted');
    this.happen({ kind: 'predicted', edit, place: edit ? this.placeOf(edit) : 'far' });
    this.restart();
  }

  private happen(happening: Happening): void {
    const before = this.showing;
    this.showing = after(before, happening);
    if (this.showing === before) return;
    if (this.showing.kind === 'nothing' || !this.fitsGhost(this.showing.edit)) this.offerGhost(undefined, 0);
    this.setKeys(this.isGhost ? keysOf(nothing) : keysOf(this.showing));
    this.drawSoon();
  }

  /** Draws at once, or a little later where one types and something was drawn just now. */
  private drawSoon(): void {
    const { clock } = this.parts;
    this.drawing?.dispose();
    this.drawing = undefined;
    const { showing } = this;
    if (showing.kind === 'offered' && !showing.isArmed) {
      if (this.fitsGhost(showing.edit)) return this.awaitGhost(showing.edit);
      const wait = this.drawnAt + redrawMs - clock.now();
      if (wait > 0) return void (this.drawing = clock.setTimeout(() => this.draw(), wait));
    }
    this.draw();
  }

  private draw(): void {
    const { showing } = this;
    const editor = vscode.window.activeTextEditor;
    if (showing.kind === 'nothing' || this.isGhost || !editor) {
      this.view.show(undefined);
      return this.announcer.tell(undefined);
    }
    this.drawnAt = this.parts.clock.now();
    const does = keyDoes(showing, true);
    if (does === 'none') {
      this.view.show({ edit: showing.edit, hint: undefined });
      mark('drawn');
      return this.announcer.tell(undefined);
    }
    const { keyName } = nextEditSettings(editor.document);
    const { edit } = showing;
    const target = this.documentOf(edit);
    const text = target && pictureText(target);
    const line = target?.positionAt(edit.edits[0]?.offset ?? 0).line ?? 0;
    const isElsewhere = target !== editor.document;
    const hint = hintText(keyName, does === 'accept', {
      cursorLine: editor.selection.active.line,
      line,
      file: isElsewhere ? fileName(edit.uri) : undefined,
      places: edit.edits.length,
    });
    this.view.show({ edit, hint: { text: hint, editor } });
    mark('drawn');
    if (!text) return this.announcer.tell(undefined);
    const label = announcement(edit, text, { name: keyName, isHere: does === 'accept' });
    const arrow = does === 'accept' ? '$(check)' : '$(arrow-right)';
    this.announcer.tell({ text: `${arrow} Next edit: line ${line + 1}`, label });
  }

  /** What can be ghost text is drawn otherwise only when VS Code does not ask for it. */
  private awaitGhost(edit: NextEdit): void {
    if (this.isGhost) return this.draw();
    this.offerGhost(edit, edit.edits[0]?.offset ?? 0);
    this.drawing = this.parts.clock.setTimeout(() => this.draw(), ghostMs);
  }

  /** Whether the edit is nothing but a text at the cursor. */
  private fitsGhost(edit: NextEdit): boolean {
    const editor = vscode.window.activeTextEditor;
    const [part, ...others] = edit.edits;
    if (!part || others.length > 0 || part.length > 0 || part.text === '') return false;
    if (editor?.document.uri.toString() !== edit.uri || this.showing.kind === 'goneTo') return false;
    return this.isGhost || editor.document.offsetAt(editor.selection.active) === part.offset;
  }

  private offerGhost(edit: NextEdit | undefined, offset: number): void {
    const document = edit && this.documentOf(edit);
    const text = edit?.edits[0]?.text;
    if (!edit || !document || text === undefined) {
      this.isGhost = false;
      return this.parts.ghosts.offer(undefined);
    }
    this.parts.ghosts.offer({ uri: edit.uri, version: document.version, offset, text });
  }

  private handedOut(): void {
    if (this.showing.kind !== 'offered' || !this.fitsGhost(this.showing.edit)) return;
    this.isGhost = true;
    this.drawing?.dispose();
    this.setKeys(keysOf(nothing));
    this.draw();
  }

  private moved(): void {
    const { showing } = this;
    if (showing.kind === 'nothing' || this.busy) return;
    if (this.isGhost && !this.isAtGhost(showing.edit)) this.offerGhost(undefined, 0);
    const place = this.placeOf(showing.edit);
    const before = this.showing;
    this.happen({ kind: 'moved', place });
    // The hint goes along with the cursor.
    if (this.showing === before && keyDoes(before, true) !== 'none') this.drawSoon();
  }

  private isAtGhost(edit: NextEdit): boolean {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.offsetAt(editor.selection.active) === edit.edits[0]?.offset;
  }

  /** The typing may rest from now on. */
  private restart(): void {
    this.rest?.dispose();
    this.rest = undefined;
    if (this.showing.kind !== 'offered') return;
    this.rest = this.parts.clock.setTimeout(() => this.rested(), restMs);
  }

  private rested(): void {
    this.rest?.dispose();
    if (!this.isGhost) this.happen({ kind: 'rested' });
  }

  private end(): void {
    this.asking.cancel();
    this.askingAhead.cancel();
    this.rest?.dispose();
    this.queue = [];
    this.ahead = undefined;
    this.happen({ kind: 'ended' });
  }

  /** Whether an edit is at the cursor's line, and that is in view. */
  private placeOf(edit: NextEdit): Place {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== edit.uri) return 'far';
    const cursor = editor.selection.active.line;
    const line = editor.document.positionAt(edit.edits[0]?.offset ?? 0).line;
    const inView = editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line);
    return line === cursor && inView ? 'near' : 'far';
  }

  /** Whether next edits are offered to somebody who is in this document. */
  private mayOffer(document: vscode.TextDocument): boolean {
    const { permission, history, inSnippet, review } = this.parts;
    const editor = vscode.window.activeTextEditor;
    if (!vscode.workspace.isTrusted || editor?.document !== document) return false;
    if (editor.selections.length > 1 || this.composing.now || inSnippet(document) || review.isOpen())
      return false;
    if (permission.suggestionsOff(document) || !history.follows(document)) return false;
    return nextEditSettings(document).mode !== 'off';
  }

  /** Whether the document of an edit may be changed. */
  private mayChange({ uri }: NextEdit): boolean {
    const document = this.documentOf({ uri });
    return document !== undefined && this.parts.permission.mayBeSent(document.uri);
  }

  /** Whether the edit can be made where the user is, as it is shown. Asked at the moment of the key. */
  private holds(edit: NextEdit): boolean {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty || this.isGhost) return false;
    return this.mayChange(edit) && !this.parts.review.isOpen() && !this.inSnippetOf(editor);
  }

  private inSnippetOf({ document }: vscode.TextEditor): boolean {
    return this.parts.inSnippet(document);
  }

  private async goTo(edit: NextEdit): Promise<void> {
    const document = this.documentOf(edit);
    if (!document) return;
    this.busy = true;
    try {
      const active = vscode.window.activeTextEditor;
      const editor = active?.document === document ? active : await vscode.window.showTextDocument(document);
      const at = document.positionAt(edit.edits[0]?.offset ?? 0);
      editor.selection = new vscode.Selection(at, at);
      editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    } finally {
      this.busy = false;
    }
    if (this.current === edit) this.happen({ kind: 'went' });
  }

  /** Makes the edit: one step of undo, the cursor behind it. Resolves to whether it was made. */
  private async apply(edit: NextEdit): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.document.uri.toString() !== edit.uri) return false;
    const { document } = editor;
    const key = this.keyOf(edit);
    const replacements = edit.edits.map(({ offset, length, text }) => ({
      range: new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      text,
    }));
    const { ahead } = this;
    this.busy = true;
    let done: boolean;
    try {
      done = await editor.edit(builder => {
        for (const { range, text } of replacements) builder.replace(range, text);
      });
    } finally {
      this.busy = false;
    }
    if (!done) return false;
    this.manners.welcome();
    this.made = key;
    const [first] = edit.edits;
    if (first) {
      const end = document.positionAt(first.offset + withLineEnds(first.text, document.eol).length);
      editor.selection = new vscode.Selection(end, end);
    }
    await this.goOn(document, ahead);
    return true;
  }

  /** What comes next is there already, from the same prediction or asked for ahead; a new question is asked as well. */
  private async goOn(
    document: vscode.TextDocument,
    ahead: Promise<readonly NextEdit[]> | undefined,
  ): Promise<void> {
    const { version } = document;
    this.offer(this.queue, document, false);
    if (!this.current && ahead) {
      const edits = await this.answerOf(ahead);
      if (document.version === version) this.offer(edits, document, false);
    }
    if (document.version === version && this.mayOffer(document))
      this.asking.soon(askMs, signal => this.ask(signal, false));
  }

  private keyOf(edit: NextEdit): string | undefined {
    const document = this.documentOf(edit);
    return document && editKey(edit, pictureText(document));
  }

  private documentOf({ uri }: Pick<NextEdit, 'uri'>): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    if (active?.uri.toString() === uri) return active;
    return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
  }
}

function fileName(uri: string): string {
  return vscode.Uri.parse(uri).path.split('/').at(-1) ?? '';
}

/** A text as VS Code writes it into a document. */
function withLineEnds(text: string, eol: vscode.EndOfLine): string {
  return text.replaceAll(/\r?\n/g, eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}

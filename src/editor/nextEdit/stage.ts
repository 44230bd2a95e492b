import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { NextEdit } from '../../nextEdit/nextEdit';
import type { GhostEdits } from '../inline/ghostEdits';
import type { Announcer } from './announcer';
import { hintText } from './hint';
import { nextEditSettings } from './mode';
import { mark } from './nextEditMarks';
import type { NextEditView } from './nextEditView';
import { pictureText } from './pictureText';
import {
  after,
  ghostKeys,
  isSamePlace,
  keyDoes,
  keysOf,
  nothing,
  type Happening,
  type Showing,
  type ShowingKeys,
} from './showing';
import { cursorIn, documentOf, placeOf, startOf } from './where';
import { announcement } from './words';

/** The typing rests when no key has come for so long, in ms. Only then Tab is for a next edit. */
const restMs = 150;

/** What the stage works with; all of it outlives it. */
export interface StageParts {
  readonly clock: Clock;
  readonly ghosts: GhostEdits;
  /** Draws; the stage owns it. */
  readonly view: NextEditView;
  /** Tells in the status bar; the stage owns it. */
  readonly announcer: Announcer;
  /** Sets the context keys by which keys of the keyboard are bound. */
  readonly setKeys: (keys: ShowingKeys) => void;
  /** Whether a suggestion has the keys there. */
  readonly suggestsAt: (document: vscode.TextDocument, position: vscode.Position) => boolean;
}

/** Keeps what of next edits is on screen: drawn or as ghost text, with its hint, its keys and its announcement. */
export class Stage implements Disposable {
  private readonly store = new DisposableStore();
  private readonly view;
  private readonly announcer;
  private readonly setKeys;
  private now: Showing = nothing;
  /** VS Code was handed the edit as ghost text. */
  private ghost = false;
  private rest: Disposable | undefined;
  /** The edit that is drawn, for the text as it is. */
  private drawn: NextEdit | undefined;

  constructor(private readonly parts: StageParts) {
    this.view = this.store.add(parts.view);
    this.announcer = this.store.add(parts.announcer);
    this.setKeys = parts.setKeys;
    this.store.add(parts.ghosts.onDidHandOut(() => this.handedOut()));
  }

  /** What is on screen. */
  get showing(): Showing {
    return this.now;
  }

  /** The edit on screen. */
  get edit(): NextEdit | undefined {
    return this.now.kind === 'nothing' ? undefined : this.now.edit;
  }

  /** Whether VS Code shows it as ghost text: then the keys are VS Code's. */
  get isGhost(): boolean {
    return this.ghost;
  }

  /** Something has happened. */
  happen(happening: Happening): void {
    const before = this.now;
    this.now = after(before, happening);
    const { edit } = this;
    if (edit && happening.kind === 'changed') {
      // VS Code takes what is drawn along with the text.
      if (this.drawn) this.drawn = edit;
      if (this.ghost) this.offerGhost(edit);
    }
    if (happening.kind === 'predicted' || happening.kind === 'changed') this.restLater();
    if (this.now === before) return;
    if (!edit || !this.fitsGhost(edit)) this.offerGhost(undefined);
    this.drawSoon();
    this.setKeys(this.ghost ? ghostKeys : keysOf(this.now));
  }

  /** The cursor or the view is elsewhere. */
  moved(): void {
    const { edit, now: before } = this;
    if (!edit) return;
    if (this.ghost && cursorIn(edit) !== startOf(edit)) {
      // VS Code shows it no more; it is drawn, and Tab is for it in a moment.
      this.offerGhost(undefined);
      this.restLater();
      this.drawSoon();
    }
    this.happen({ kind: 'moved', place: placeOf(edit, before.kind === 'goneTo') });
    // The hint goes along with the cursor; and what is now right at it can be ghost text.
    const isWaiting = before.kind === 'offered' && !before.isArmed && !this.ghost && this.fitsGhost(edit);
    if (this.now === before && (isWaiting || keyDoes(before, true) !== 'none')) this.drawSoon();
  }

  /** The user waits for what is on screen: there is no need to wait until the typing rests. */
  rested(): void {
    this.rest?.dispose();
    if (!this.ghost) this.happen({ kind: 'rested' });
  }

  dispose(): void {
    this.rest?.dispose();
    this.store.dispose();
  }

  private restLater(): void {
    this.rest?.dispose();
    if (this.now.kind === 'offered') this.rest = this.parts.clock.setTimeout(() => this.rested(), restMs);
  }

  /**
   * Draws at once. What only reads otherwise at the same place, as a name that is being typed, follows when the typing rests:
   * each text that is drawn is a style of its own, for which the window calculates all styles anew.
   */
  private drawSoon(): void {
    const { now } = this;
    if (now.kind !== 'offered' || now.isArmed || this.ghost) return this.draw();
    // VS Code asks for ghost text before the typing rests; only when it does not, this is drawn like the others.
    if (this.fitsGhost(now.edit)) {
      this.clear();
      return this.offerGhost(now.edit);
    }
    if (!this.drawn || !isSamePlace(this.drawn, now.edit)) this.draw();
    else {
      this.view.withoutHint();
      this.announcer.tell(undefined);
    }
  }

  private clear(): void {
    this.drawn = undefined;
    this.view.show(undefined);
    this.announcer.tell(undefined);
  }

  private draw(): void {
    const editor = vscode.window.activeTextEditor;
    const { edit } = this;
    if (!edit || this.ghost || !editor) return this.clear();
    this.drawn = edit;
    const does = keyDoes(this.now, true);
    if (does === 'none') {
      this.view.show({ edit, hint: undefined });
      this.announcer.tell(undefined);
    } else {
      this.drawWithHint(edit, editor, does === 'accept');
    }
    mark('drawn');
  }

  private drawWithHint(edit: NextEdit, editor: vscode.TextEditor, isHere: boolean): void {
    const { keyName } = nextEditSettings(editor.document);
    const target = documentOf(edit);
    const line = target?.positionAt(startOf(edit)).line ?? 0;
    const isTaken = this.parts.suggestsAt(editor.document, editor.selection.active);
    const text = hintText(isTaken ? '' : keyName, isHere, {
      cursorLine: editor.selection.active.line,
      line,
      file: target === editor.document ? undefined : fileName(edit.uri),
      places: edit.edits.length,
    });
    this.view.show({ edit, hint: text === '' ? undefined : { text, editor } });
    if (!target) return this.announcer.tell(undefined);
    const label = announcement(edit, pictureText(target), { name: keyName, isHere });
    this.announcer.tell({
      text: `${isHere ? '$(check)' : '$(arrow-right)'} ${t('Next edit: line {0}', line + 1)}`,
      label,
    });
  }

  /** Whether an edit is nothing but a text at the cursor. */
  private fitsGhost(edit: NextEdit): boolean {
    const [part, ...others] = edit.edits;
    if (!part || others.length > 0 || part.length > 0 || part.text === '') return false;
    return this.now.kind !== 'goneTo' && (this.ghost || cursorIn(edit) === part.offset);
  }

  private offerGhost(edit: NextEdit | undefined): void {
    const document = edit && documentOf(edit);
    const [part] = edit?.edits ?? [];
    if (!edit || !document || !part) {
      this.ghost = false;
      return this.parts.ghosts.offer(undefined);
    }
    const { uri } = edit;
    this.parts.ghosts.offer({ uri, version: document.version, offset: part.offset, text: part.text });
  }

  /** VS Code has asked, and was handed the edit. */
  private handedOut(): void {
    const { edit } = this;
    if (this.now.kind !== 'offered' || !edit || !this.fitsGhost(edit)) return;
    this.ghost = true;
    this.setKeys(ghostKeys);
    this.draw();
  }
}

function fileName(uri: string): string {
  return vscode.Uri.parse(uri).path.split('/').at(-1) ?? '';
}

import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { estimateTokens } from '../../common/tokenEstimate';
import { limits, type ContextChip, type ContextKind } from '../messages';
import type { Attachment } from '../model/conversationRecord';
import { fileAt, isEditable } from './fileAt';
import {
  changesPiece,
  documentPiece,
  filePiece,
  problemsPiece,
  whenDecided,
  type Found,
  type SendPermission,
} from './pieces';
import type { RecentChange } from './recentChanges';

/** Selections change with every key; the chip follows after this, in ms. */
const followMs = 120;
/** One piece may take this share of what the model can read. */
const share = 0.4;

interface Entry {
  readonly chip: ContextChip;
  readonly piece?: Attachment;
}

/** What the chatContext works with. */
export interface ChatContextParts {
  readonly permission: SendPermission;
  readonly clock: Clock;
  /** What was edited in the last minutes, the oldest first. */
  readonly recentChanges: () => readonly RecentChange[];
  readonly newId: () => string;
  /** What the model can read, in tokens. */
  readonly budget: () => number;
  readonly changed: () => void;
  /** Whether the file at hand comes along by itself. */
  readonly automatic: () => boolean;
}

/** The context of the next message: what the user added, and the file or selection at hand. */
export class ChatContext implements Disposable {
  private readonly store = new DisposableStore();
  private added: readonly Entry[] = [];
  private atHand: Entry | undefined;
  /** What the user took away, and what therefore stays away until it is another one. */
  private unwanted: string | undefined;
  private timer: Disposable | undefined;
  private editor = vscode.window.activeTextEditor;

  constructor(private readonly parts: ChatContextParts) {
    const follow = (): void => this.followSoon();
    this.store.add(
      vscode.window.onDidChangeActiveTextEditor(editor => {
        // The chat's own view takes the focus without a text editor being closed.
        if (editor || vscode.window.visibleTextEditors.length === 0) this.editor = editor;
        follow();
      }),
    );
    this.store.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.editor) follow();
      }),
    );
    this.store.add(parts.permission.onDidChange(follow));
    this.look();
  }

  get chips(): ContextChip[] {
    return [...(this.atHand ? [this.atHand] : []), ...this.added].map(({ chip }) => chip);
  }

  /** The editor at hand: where code is inserted. */
  get editorAtHand(): vscode.TextEditor | undefined {
    return this.editor && vscode.window.visibleTextEditors.includes(this.editor)
      ? this.editor
      : vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme !== 'output');
  }

  /** About how many tokens the chips are. */
  get tokens(): number {
    return this.chips.reduce((sum, { tokens = 0, state }) => sum + (state === 'blocked' ? 0 : tokens), 0);
  }

  /** What goes with a message that is sent now. What the user added is used up by it. */
  take(explicit: boolean): Attachment[] {
    if (!explicit) this.look();
    const { atHand } = this;
    const isTwice = this.added.some(({ chip }) => chip.label === atHand?.chip.label);
    const entries = [...(atHand && !explicit && !isTwice ? [atHand] : []), ...this.added];
    // What is still being read goes with the next message.
    this.added = this.added.filter(({ chip }) => chip.state === 'loading');
    this.parts.changed();
    return entries.flatMap(({ piece }) => piece ?? []);
  }

  remove(id: string): void {
    if (this.atHand?.chip.id === id) {
      this.unwanted = this.atHand.chip.label;
      this.atHand = undefined;
    }
    this.added = this.added.filter(({ chip }) => chip.id !== id);
    this.parts.changed();
  }

  /** Another conversation: nothing is added yet, and the file at hand is welcome again. */
  reset(): void {
    this.added = [];
    this.unwanted = undefined;
    this.look();
  }

  /** Adds what a mention or a drop names. */
  add(id: string): void {
    const [kind, ...rest] = id.split(':');
    const named = rest.join(':');
    switch (kind ?? '') {
      case 'selection': {
        const editor = this.editorAtHand;
        if (!editor) return;
        const { document, selection } = editor;
        return void this.addFound('selection', t('Selection'), () =>
          Promise.resolve(
            selection.isEmpty
              ? { why: t('Nothing is selected.') }
              : documentPiece(document, this.parts.permission, selection),
          ),
        );
      }
      case 'problems':
        return void this.addFound('problems', t('Problems'), () =>
          Promise.resolve(problemsPiece(this.parts.permission)),
        );
      case 'changes':
        return void this.addFound('changes', t('Changes'), () =>
          changesPiece(this.parts.permission, this.parts.recentChanges()),
        );
      case 'file':
        return this.addFile(named);
      case 'symbol': {
        const [, from, to, name, uri] = /^(\d+)-(\d+):([^:]*):(.*)$/.exec(named) ?? [];
        if (uri === undefined || name === undefined) return;
        const range = new vscode.Range(Number(from), 0, Number(to) + 1, 0);
        const file = vscode.Uri.parse(uri);
        return void this.addFound('symbol', decodeURIComponent(name), async () => {
          await whenDecided(file, this.parts.permission, this.parts.clock);
          return await filePiece(file, this.parts.permission, range, decodeURIComponent(name));
        });
      }
    }
  }

  /** A file by its address. */
  addFile(address: string): void {
    const uri = fileAt(address);
    if (!uri) return;
    const label = vscode.workspace.asRelativePath(uri, false);
    void this.addFound('file', label, async () => {
      await whenDecided(uri, this.parts.permission, this.parts.clock);
      return await filePiece(uri, this.parts.permission);
    });
  }

  /** Some code of a file; resolves when it is there. */
  addRange(uri: vscode.Uri, range: vscode.Range): Promise<void> {
    const label = `${vscode.workspace.asRelativePath(uri, false)}:${range.start.line + 1}-${range.end.line + 1}`;
    return this.addFound('selection', label, async () => {
      await whenDecided(uri, this.parts.permission, this.parts.clock);
      return await filePiece(uri, this.parts.permission, range);
    });
  }

  /** A file of which only the content is known. */
  addText(name: string, text: string): void {
    void this.addFound('text', name, () =>
      Promise.resolve(
        text === ''
          ? { why: t('The file is empty or too big.') }
          : { piece: { kind: 'text', label: name, text } },
      ),
    );
  }

  dispose(): void {
    this.timer?.dispose();
    this.store.dispose();
  }

  private followSoon(): void {
    this.timer?.dispose();
    this.timer = this.parts.clock.setTimeout(() => {
      this.look();
      this.parts.changed();
    }, followMs);
  }

  private look(): void {
    const { permission, automatic } = this.parts;
    const editor = this.editorAtHand;
    this.atHand = undefined;
    if (!editor || !automatic() || !isEditable(editor.document.uri)) return;
    const { document, selection } = editor;
    const kind = selection.isEmpty ? 'file' : 'selection';
    if (!permission.isDecided(document.uri)) {
      const label = vscode.workspace.asRelativePath(document.uri, false);
      if (label !== this.unwanted) {
        this.atHand = { chip: { id: 'at-hand', kind, label, automatic: true, state: 'loading' } };
      }
      return;
    }
    const found = documentPiece(document, permission, selection.isEmpty ? undefined : selection);
    const label = 'piece' in found ? found.piece.label : vscode.workspace.asRelativePath(document.uri, false);
    if (label === this.unwanted) return;
    this.atHand = this.entry('at-hand', kind, label, found, true);
  }

  private async addFound(kind: ContextKind, label: string, find: () => Promise<Found>): Promise<void> {
    if (this.added.length >= limits.chips - 1) return;
    const id = this.parts.newId();
    const same = (entry: Entry): boolean => entry.chip.kind === kind && entry.chip.label === label;
    const loading: Entry = {
      chip: { id, kind, label: label.slice(0, 2_000), automatic: false, state: 'loading' },
    };
    this.added = [...this.added.filter(entry => !same(entry)), loading];
    this.parts.changed();
    const found = await find().catch((): Found => ({ why: t('It cannot be read.') }));
    const entry = this.entry(id, kind, label, found, false);
    this.added = this.added.map(other => (other.chip.id === id ? entry : other));
    this.parts.changed();
  }

  private entry(id: string, kind: ContextKind, label: string, found: Found, automatic: boolean): Entry {
    if ('why' in found) return { chip: { id, kind, label, automatic, state: 'blocked', why: found.why } };
    const most = Math.floor(this.parts.budget() * share);
    const tokens = estimateTokens(found.piece.text, most);
    const cut = tokens > most || found.piece.text.length > limits.droppedText;
    const piece = cut ? { ...found.piece, text: cutText(found.piece.text, most) } : found.piece;
    return {
      chip: {
        ...{ id, kind, label: piece.label, automatic, tokens: Math.min(tokens, most) },
        ...(piece.detail === undefined ? {} : { detail: piece.detail }),
        ...(cut ? { state: 'cut', why: t('Only its beginning fits.') } : { state: 'ready' }),
      },
      piece,
    };
  }
}

/** The lines of the beginning that make about so many tokens. */
function cutText(text: string, tokens: number): string {
  const cut = text.slice(0, Math.min(tokens * 3, limits.droppedText - 100));
  return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0) || cut.length)}\n[the rest is left out]`;
}

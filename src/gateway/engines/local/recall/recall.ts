import type { Clock } from '../../../../common/clock';
import type { Disposable } from '../../../../common/disposable';
import type { Log } from '../../../../common/log';
import { isSecretFile } from '../../../../common/secretFiles';
import type {
  CursorForm,
  DefinitionsForm,
  DocumentForm,
  SnippetForm,
} from '../../../../protocol/promptForms';
import { WorkspaceIndex } from '../workspace/workspaceIndex';
import { Completer, type Completion } from './completer';
import { DocumentIndex } from './documentIndex';
import { Encoder } from './encoder';
import { familyOf } from './families';
import { defaultGate } from './gate';
import { detectIndentStyle } from './indentation';
import { SymbolTable } from './symbols';

/** Open tabs that are remembered. */
const maxTabs = 40;
const maxTabSymbols = 1_000_000;

/** Longest time open documents are read before others get their turn, in ms; one document more may be. */
const learningSlice = 8;

/** Texts whose number of symbols is remembered. */
const maxCounted = 48;

/** Different token texts after which everything is forgotten and learnt anew; an ordinary session stays far below. */
const maxTexts = 2_000_000;

/** Code that may be recalled from: whole files, parts of files, declarations. */
export type KnownCode = DocumentForm | SnippetForm | DefinitionsForm;

/** Everything that is recalled from: the workspace, the open tabs and, per request, the current file. */
export class Recall {
  private table = new SymbolTable();
  private encoder = new Encoder(this.table);
  private completer = new Completer(this.table, this.encoder, defaultGate);
  private tabs = new DocumentIndex(this.table, 16, maxTabSymbols);
  private readonly tabTexts = new Map<string, string>();
  /** Documents still to be read, and the timer that goes on with them. */
  private pending: KnownCode[] = [];
  /** Of the parts of files among the tabs: their keys in `tabs`, with the key of the file each is a part of. */
  private readonly parts = new Map<string, string>();
  private soon: Disposable | undefined;
  private readonly counts = new Map<string, number>();
  private workspace: WorkspaceIndex | undefined;

  /** `root`: the workspace's folder, if there is one. */
  constructor(
    private readonly root: string | undefined,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.workspace = this.openWorkspace();
  }

  /** Looks for changes in the workspace, in the background; at most one pass every few seconds. */
  refresh(): Promise<void> {
    return this.workspace?.refresh() ?? Promise.resolve();
  }

  /**
   * Remembers open documents; those unchanged cost nothing. What takes longer than a few milliseconds goes on in
   * the background, so that no answer waits for it. Parts of files that are not among those given any more are
   * forgotten: they were parts of files as these were a while ago.
   */
  learn(known: readonly KnownCode[]): void {
    if (this.table.size > maxTexts) this.restart();
    this.forgetPartsBut(known);
    this.pending = known.filter(
      code => !isSecretFile(code.path) && this.tabTexts.get(this.keyOf(code)) !== code.text,
    );
    this.learnSome();
  }

  private forgetPartsBut(known: readonly KnownCode[]): void {
    const kept = new Set(known.filter(({ kind }) => kind !== 'document').map(code => this.keyOf(code)));
    // Requests of other features carry no parts; they say nothing about those that are known.
    if (kept.size === 0) return;
    for (const part of [...this.parts.keys()]) {
      if (kept.has(part)) continue;
      this.tabs.remove(part);
      this.forgetTab(part);
    }
  }

  private forgetTab(key: string): void {
    this.tabTexts.delete(key);
    this.parts.delete(key);
  }

  private learnSome(): void {
    const until = this.clock.now() + learningSlice;
    this.soon?.dispose();
    this.soon = undefined;
    for (let next = this.pending.shift(); next; next = this.pending.shift()) {
      this.learnOne(next);
      if (this.clock.now() >= until) break;
    }
    if (this.pending.length > 0) this.soon = this.clock.setTimeout(() => this.learnSome(), 1);
    else if (this.tabs.wasteful) for (const step of this.tabs.compact()) void step;
  }

  private learnOne(code: KnownCode): void {
    const { kind, path, language, text } = code;
    const key = this.keyOf(code);
    this.forgetTab(key);
    const { symbols } = this.encoder.encode(text, detectIndentStyle(text));
    while (
      this.tabs.size > 0 &&
      (this.tabs.size >= maxTabs || this.tabs.symbolCount + symbols.length > maxTabSymbols)
    ) {
      this.forgetTab(this.tabs.removeOldest() ?? '');
    }
    if (!this.tabs.put(key, familyOf(language, path), symbols)) return;
    this.tabTexts.set(key, text);
    if (kind !== 'document') this.parts.set(key, this.key(path));
  }

  /** Completes at the cursor, empty in a file that by its name holds secrets. */
  complete({ path, language, prefix, suffix }: CursorForm, maxSymbols: number): Completion {
    if (isSecretFile(path)) return { text: '', confidence: 0 };
    const key = this.key(path);
    const ownParts = [...this.parts].filter(([, file]) => file === key).map(([part]) => part);
    this.tabs.hide([key, ...ownParts]);
    const workspace = this.workspace?.index;
    // A part of a file stands beside the file it is a part of, a whole one in its place.
    workspace?.hide([key, ...[...this.tabTexts.keys()].filter(tab => !this.parts.has(tab))]);
    return this.completer.complete(
      { family: familyOf(language, path), prefix, suffix, maxSymbols },
      this.tabs.index,
      workspace?.index,
    );
  }

  /** How many symbols a text has: the unit in which usage is told. Texts that come again are counted once. */
  count(text: string): number {
    const known = this.counts.get(text);
    if (known !== undefined) return known;
    const count = this.encoder.encode(text, { tabs: false, unit: 4 }).symbols.length;
    if (this.counts.size >= maxCounted) this.counts.clear();
    this.counts.set(text, count);
    return count;
  }

  /** Ends background work. */
  dispose(): void {
    this.pending = [];
    this.soon?.dispose();
    this.workspace?.dispose();
  }

  /** The name a document has in the indexes: relative to the workspace where it is inside. */
  private key(path: string): string {
    const name = path.replaceAll('\\', '/');
    const root = this.root?.replaceAll('\\', '/').replace(/\/$/, '');
    return root !== undefined && name.startsWith(`${root}/`) ? name.slice(root.length + 1) : name;
  }

  /** The name that code has among the tabs; no path holds a line break. */
  private keyOf(code: KnownCode): string {
    const file = this.key(code.path);
    if (code.kind === 'document') return file;
    return `${file}\n${code.kind === 'snippet' ? `${code.lines.first}-${code.lines.last}` : code.kind}`;
  }

  private openWorkspace(): WorkspaceIndex | undefined {
    return this.root === undefined
      ? undefined
      : new WorkspaceIndex(this.root, this.table, this.encoder, this.clock, this.log);
  }

  private restart(): void {
    this.workspace?.dispose();
    this.table = new SymbolTable();
    this.encoder = new Encoder(this.table);
    this.completer = new Completer(this.table, this.encoder, defaultGate);
    this.tabs = new DocumentIndex(this.table, 16, maxTabSymbols);
    this.tabTexts.clear();
    this.parts.clear();
    this.workspace = this.openWorkspace();
  }
}

import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { isSecretFile } from '../../common/secretFiles';
import type { CursorForm, DefinitionsForm, DocumentForm, SnippetForm } from '../../protocol/promptForms';
import type { CodeBase } from './codeBase';
import { Completer, nothing, type Completion } from './recall/completer';
import { DocumentIndex } from './recall/documentIndex';
import { familyOf } from './recall/families';
import { defaultGate } from './recall/gate';
import { detectIndentStyle } from './recall/indentation';

/** Open tabs that are remembered. */
const maxTabs = 40;
const maxTabSymbols = 1_000_000;

/**
 * Longer texts, in UTF-16 code units, are not learnt from; of what is before and behind a cursor as much is read, and
 * of what is counted. So no request holds up all others.
 */
const longestText = 1_000_000;

/** Longest time open documents are read before others get their turn, in ms; one document more may be. */
const learningSlice = 8;

/** Answers that are looked for when the files that one was recalled from turn out not to be there any more. */
const mostLooks = 20;

/** How long a tab that an ignore file names is not learnt from without looking again, in ms. */
const refusedFor = 10_000;

/** Code that may be recalled from: whole files, parts of files, declarations. */
export type KnownCode = DocumentForm | SnippetForm | DefinitionsForm;

/**
 * Everything that is recalled from for one who asks: the workspace, which all have in common, the own open tabs and, per request,
 * the current file.
 */
export class Recall {
  private table: CodeBase['table'];
  private completer: Completer;
  private tabs: DocumentIndex;
  private readonly tabTexts = new Map<string, string>();
  /** Documents still to be read, and the timer that goes on with them. */
  private pending: KnownCode[] = [];
  /** Of the parts of files among the tabs: their keys in `tabs`, with the key of the file each is a part of. */
  private readonly parts = new Map<string, string>();
  /** Tabs that an ignore file names, and until when that is taken as said. */
  private readonly refused = new Map<string, number>();
  private soon: Disposable | undefined;
  private counts: ReadonlyMap<string, number> = new Map();

  /** `base`: what it has in common with others; it is the caller's. */
  constructor(
    private readonly base: CodeBase,
    private readonly clock: Clock,
  ) {
    this.table = base.table;
    this.completer = new Completer(base.table, base.encoder, defaultGate);
    this.tabs = new DocumentIndex(base.table, 16, maxTabSymbols);
  }

  /**
   * Learns from open documents; those unchanged cost nothing. What takes longer than a few milliseconds goes on in
   * the background, so that no answer waits for it.
   */
  learn(known: readonly KnownCode[]): void {
    this.base.tidy();
    this.follow();
    this.pending = known.filter(code => {
      const key = this.keyOf(code);
      if (code.text.length > longestText) this.forgetTab(key);
      return (
        code.text.length <= longestText &&
        !isSecretFile(code.path) &&
        !this.isRefused(key) &&
        this.tabTexts.get(key) !== code.text
      );
    });
    this.learnSome();
  }

  private isRefused(key: string): boolean {
    const until = this.refused.get(key);
    if (until === undefined) return false;
    if (until > this.clock.now()) return true;
    this.refused.delete(key);
    return false;
  }

  private forgetTab(key: string): void {
    this.tabs.remove(key);
    this.tabTexts.delete(key);
    this.parts.delete(key);
  }

  private learnSome(): void {
    this.follow();
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
    const { symbols } = this.base.encoder.encode(text, detectIndentStyle(text));
    while (
      this.tabs.size > 0 &&
      (this.tabs.size >= maxTabs || this.tabs.symbolCount + symbols.length > maxTabSymbols)
    ) {
      const oldest = this.tabs.oldest;
      if (oldest === undefined) break;
      this.forgetTab(oldest);
    }
    if (!this.tabs.put(key, familyOf(language, path), symbols)) return;
    this.tabTexts.set(key, text);
    if (kind !== 'document') this.parts.set(key, this.key(path));
  }

  /**
   * Completes at the cursor as `complete` does, but from nothing that may not be known: besides the workspace only from
   * what the request carries, and what the answer was recalled from is looked at before it is given. What is not there
   * any more, or named by an ignore file since, is forgotten, and another answer looked for. Empty in a file that the
   * extension's own ignore files name.
   */
  async completeAllowed(
    cursor: CursorForm,
    known: readonly KnownCode[],
    maxSymbols: number,
  ): Promise<string> {
    for (let look = 0; look < mostLooks; look++) {
      // Another request may have been answered meanwhile, from what that one carries.
      this.know(known);
      const found = this.complete(cursor, maxSymbols);
      const { workspace, ignored: files } = this.base;
      if (found.text === '' || !files) return found.text;
      const ignored = files.look();
      const [tabs, read] = this.originsOf(found);
      // Whether the files of git count for what is open has been decided by whoever sent it.
      const own = this.key(cursor.path);
      const refused = new Set(await ignored([own, ...tabs.map(fileOfKey)], false));
      if (refused.has(own)) return '';
      for (const key of tabs) if (refused.has(fileOfKey(key))) this.refuse(key);
      const lost = (await workspace?.forgetLost(read, ignored)) ?? false;
      if (refused.size === 0 && !lost) return found.text;
    }
    return '';
  }

  /** Forgets whatever else was learnt from: it is closed, deleted or not to be known any more. */
  private know(known: readonly KnownCode[]): void {
    const carried = new Set(known.map(code => this.keyOf(code)));
    for (const key of [...this.tabTexts.keys()]) if (!carried.has(key)) this.forgetTab(key);
    this.learn(known);
  }

  /** The tabs and the files of the workspace that speak most for an answer, by their keys. */
  private originsOf({ from }: Completion): [tabs: string[], files: string[]] {
    const keys = (
      source: 'tabs' | 'workspace',
      index: Pick<DocumentIndex, 'pathOf'> | undefined,
    ): string[] => {
      const segments = new Set(from.filter(place => place.source === source).map(({ segment }) => segment));
      return [...segments].flatMap(segment => index?.pathOf(segment) ?? []);
    };
    return [keys('tabs', this.tabs), keys('workspace', this.base.workspace?.index)];
  }

  private refuse(key: string): void {
    this.forgetTab(key);
    this.refused.set(key, this.clock.now() + refusedFor);
  }

  /** Completes at the cursor, empty in a file that by its name holds secrets. */
  complete({ path, language, prefix, suffix }: CursorForm, maxSymbols: number): Completion {
    if (isSecretFile(path)) return nothing;
    this.follow();
    const key = this.key(path);
    const ownParts = [...this.parts].filter(([, file]) => file === key).map(([part]) => part);
    this.tabs.hide([key, ...ownParts]);
    const workspace = this.base.workspace?.index;
    // A part of a file stands beside the file it is a part of, a whole one in its place.
    workspace?.hide([key, ...[...this.tabTexts.keys()].filter(tab => !this.parts.has(tab))]);
    const family = familyOf(language, path);
    return this.completer.complete(
      {
        ...{ family, maxSymbols },
        prefix: prefix.length > longestText ? prefix.slice(-longestText) : prefix,
        suffix: suffix.slice(0, longestText),
      },
      this.tabs.index,
      workspace?.of(family),
    );
  }

  /**
   * How many symbols the texts of a request have together: the unit in which usage is told. Those that come again with
   * the next request are counted once; others are not kept.
   */
  count(texts: readonly string[]): number {
    const counts = new Map<string, number>();
    let sum = 0;
    for (const text of texts) {
      const count = counts.get(text) ?? this.counts.get(text) ?? this.symbolsIn(text);
      counts.set(text, count);
      sum += count;
    }
    this.counts = counts;
    return sum;
  }

  /** Of a very long text as many for each code unit as where it begins. */
  private symbolsIn(text: string): number {
    const read = text.slice(0, longestText);
    const { symbols } = this.base.encoder.encode(read, { tabs: false, unit: 4 });
    return read.length === text.length
      ? symbols.length
      : Math.ceil((symbols.length * text.length) / read.length);
  }

  /** Ends background work. */
  dispose(): void {
    this.pending = [];
    this.soon?.dispose();
  }

  /** The name a document has in the indexes: relative to the workspace where it is inside. */
  private key(path: string): string {
    const name = path.replaceAll('\\', '/');
    const root = this.base.root?.replaceAll('\\', '/').replace(/\/$/, '');
    return root !== undefined && name.startsWith(`${root}/`) ? name.slice(root.length + 1) : name;
  }

  /** The name that code has among the tabs; no path holds a line break. */
  private keyOf(code: KnownCode): string {
    const file = this.key(code.path);
    if (code.kind === 'document') return file;
    return `${file}\n${code.kind === 'snippet' ? `${code.lines.first}-${code.lines.last}` : code.kind}`;
  }

  /** Begins anew where everything was forgotten that all have in common. */
  private follow(): void {
    const { table, encoder } = this.base;
    if (table === this.table) return;
    this.table = table;
    this.completer = new Completer(table, encoder, defaultGate);
    this.tabs = new DocumentIndex(table, 16, maxTabSymbols);
    this.tabTexts.clear();
    this.parts.clear();
    this.refused.clear();
  }
}

/** The file that code among the tabs is of. */
function fileOfKey(key: string): string {
  return key.split('\n', 1)[0] ?? key;
}

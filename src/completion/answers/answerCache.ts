import { lineEndAround, withLineEnds } from '../text/lineEnds';
import { PrefixTrie } from './prefixTrie';
import { anchored, suffixAgrees, type CursorSnapshot } from '../snapshot';

/** An answer that was received in full, as it may be shown. An empty text is an answer too: nothing fits here. */
export interface KnownAnswer {
  readonly snapshot: CursorSnapshot;
  readonly text: string;
  /** One of several that were asked for at a place; the others come first. */
  readonly alternative?: boolean;
}

/** How much is kept; what was used least recently goes first. */
export interface CacheBounds {
  readonly answers: number;
  /** Of all prefixes, suffixes and texts together, in UTF-16 code units. */
  readonly size: number;
}

const defaultBounds: CacheBounds = { answers: 512, size: 8_000_000 };

interface Entry {
  snapshot: CursorSnapshot;
  readonly text: string;
  readonly alternative: boolean;
  /** The larger the newer. */
  readonly order: number;
}

/** The answers of one document: a trie of prefixes for each line at which windows begin. */
interface DocumentAnswers {
  readonly tries: Map<number, PrefixTrie<Entry>>;
  /** Where the window looked up last begins. */
  firstLine: number;
}

/**
 * Recent answers, found again by what was typed since: typing what was shown, or deleting back to where an
 * answer began, needs no request. Each document has tries of prefixes, so that a look-up costs one walk along
 * the prefix, however many answers there are.
 */
export class AnswerCache {
  private readonly documents = new Map<string, DocumentAnswers>();
  /** From the one used least recently to the one used last. */
  private readonly recency = new Set<Entry>();
  private added = 0;
  private size = 0;
  private readonly bounds: CacheBounds;

  /** @param capacity how many answers are kept at most; each holds one window of text */
  constructor(capacity = defaultBounds.answers, size = defaultBounds.size) {
    this.bounds = { answers: capacity, size };
  }

  /** Keeps an answer, unless it alone is larger than everything that may be kept. */
  add({ snapshot, text, alternative = false }: KnownAnswer): void {
    const entry = {
      snapshot,
      text: withLineEnds(text, lineEndAround(snapshot)),
      alternative,
      order: this.added++,
    };
    if (sizeOf(entry) > this.bounds.size) return;
    for (const known of [...this.trieFor(snapshot).at(snapshot.prefix)]) {
      if (known.text === entry.text && known.snapshot.suffix === snapshot.suffix) this.remove(known);
    }
    this.insert(entry);
    this.recency.add(entry);
    this.evict();
  }

  /**
   * The rest of a known answer at this place: what remains after the characters typed since. Of several that
   * still agree, the one with the most left; of equals, the newest; alternatives last. An empty string means that it
   * is known that nothing is to be shown; undefined that nothing is known.
   */
  find(snapshot: CursorSnapshot): string | undefined {
    const [best] = this.agreeing(snapshot);
    if (!best) return undefined;
    this.recency.delete(best);
    this.recency.add(best);
    return restOf(best, snapshot);
  }

  /** The rests of all known answers at this place, the one that `find` returns first; no two are the same. */
  findAll(snapshot: CursorSnapshot): string[] {
    return [...new Set(this.agreeing(snapshot).map(entry => restOf(entry, snapshot)))];
  }

  /** Drops the answers of one document. */
  forget(uri: string): void {
    for (const entry of [...this.recency]) if (entry.snapshot.uri === uri) this.remove(entry);
  }

  clear(): void {
    this.documents.clear();
    this.recency.clear();
    this.size = 0;
  }

  /** Best first. */
  private agreeing(snapshot: CursorSnapshot): Entry[] {
    const near: Entry[] = [];
    this.anchor(snapshot)
      ?.tries.get(snapshot.firstLine)
      ?.along(snapshot.prefix, entry => near.push(entry));
    return near
      .filter(entry => agrees(entry, snapshot))
      .sort(
        (a, b) => Number(a.alternative) - Number(b.alternative) || endOf(b) - endOf(a) || b.order - a.order,
      );
  }

  /**
   * Windows begin further down as the cursor goes down. What was asked in the windows before is looked up in the new
   * one from then on, where the two overlap.
   */
  private anchor(snapshot: CursorSnapshot): DocumentAnswers | undefined {
    const document = this.documents.get(keyOf(snapshot));
    if (!document || document.firstLine === snapshot.firstLine) return document;
    document.firstLine = snapshot.firstLine;
    for (const entry of [...this.recency]) {
      if (keyOf(entry.snapshot) !== keyOf(snapshot)) continue;
      const moved = anchored(entry.snapshot, snapshot);
      if (!moved || moved.prefix === entry.snapshot.prefix) continue;
      this.takeOut(entry);
      entry.snapshot = moved;
      this.insert(entry);
    }
    return document;
  }

  private insert(entry: Entry): void {
    this.trieFor(entry.snapshot).add(entry.snapshot.prefix, entry);
    this.size += sizeOf(entry);
  }

  private trieFor(snapshot: CursorSnapshot): PrefixTrie<Entry> {
    const key = keyOf(snapshot);
    const { firstLine } = snapshot;
    let document = this.documents.get(key);
    if (!document) this.documents.set(key, (document = { tries: new Map(), firstLine }));
    let trie = document.tries.get(firstLine);
    if (!trie) document.tries.set(firstLine, (trie = new PrefixTrie()));
    return trie;
  }

  private evict(): void {
    for (const entry of this.recency) {
      if (this.recency.size <= this.bounds.answers && this.size <= this.bounds.size) return;
      this.remove(entry);
    }
  }

  private remove(entry: Entry): void {
    this.takeOut(entry);
    this.recency.delete(entry);
    const key = keyOf(entry.snapshot);
    if (this.documents.get(key)?.tries.size === 0) this.documents.delete(key);
  }

  private takeOut(entry: Entry): void {
    const { prefix, firstLine } = entry.snapshot;
    const tries = this.documents.get(keyOf(entry.snapshot))?.tries;
    const trie = tries?.get(firstLine);
    trie?.remove(prefix, entry);
    if (trie?.empty) tries?.delete(firstLine);
    this.size -= sizeOf(entry);
  }
}

/** Whether what was typed since an answer, with whose prefix this one begins, is what it says, and not all of it. */
function agrees({ snapshot: asked, text }: Entry, now: CursorSnapshot): boolean {
  const length = now.prefix.length - asked.prefix.length;
  const typed = text.slice(0, length);
  if (length > 0 && (length >= text.length || !now.prefix.endsWith(typed))) return false;
  return suffixAgrees(asked.suffix, now.suffix, typed);
}

function restOf({ snapshot: asked, text }: Entry, now: CursorSnapshot): string {
  return text.slice(now.prefix.length - asked.prefix.length);
}

/** How far an answer reaches, from the beginning of its window. */
function endOf({ snapshot, text }: Entry): number {
  return snapshot.prefix.length + text.length;
}

function keyOf({ uri, languageId }: CursorSnapshot): string {
  return `${languageId} ${uri}`;
}

function sizeOf({ snapshot, text }: Entry): number {
  return snapshot.prefix.length + snapshot.suffix.length + text.length;
}

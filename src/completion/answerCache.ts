import { lineEndOf, withLineEnds } from './lineEnds';
import { PrefixTrie } from './prefixTrie';
import { typedSince, type CursorSnapshot } from './snapshot';

/** An answer that was received in full. An empty text is an answer too: nothing fits here. */
export interface KnownAnswer {
  readonly snapshot: CursorSnapshot;
  readonly text: string;
}

/** How much is kept; what was used least recently goes first. */
export interface CacheBounds {
  readonly answers: number;
  /** Of all prefixes, suffixes and texts together, in UTF-16 code units. */
  readonly size: number;
}

const defaultBounds: CacheBounds = { answers: 512, size: 8_000_000 };

/**
 * Recent answers, found again by what was typed since: typing what was shown, or deleting back to where an
 * answer began, needs no request. Each document has a trie of prefixes, so that a look-up costs one walk along
 * the prefix, however many answers there are.
 */
export class AnswerCache {
  private readonly tries = new Map<string, PrefixTrie<KnownAnswer>>();
  /** From the one used least recently to the one used last. */
  private readonly recency = new Set<KnownAnswer>();
  private readonly ages = new WeakMap<KnownAnswer, number>();
  private added = 0;
  private size = 0;
  private readonly bounds: CacheBounds;

  /** @param capacity how many answers are kept at most; each holds one window of text */
  constructor(capacity = defaultBounds.answers, size = defaultBounds.size) {
    this.bounds = { answers: capacity, size };
  }

  /** Keeps an answer, unless it alone is larger than everything that may be kept. */
  add({ snapshot, text }: KnownAnswer): void {
    const answer = { snapshot, text: withLineEnds(text, lineEndOf(snapshot)) };
    if (sizeOf(answer) > this.bounds.size) return;
    const trie = this.trieFor(snapshot);
    for (const known of [...trie.at(snapshot.prefix)]) {
      if (known.text === answer.text && known.snapshot.suffix === snapshot.suffix) this.remove(known);
    }
    // The trie may have been dropped with its last answer.
    this.trieFor(snapshot).add(snapshot.prefix, answer);
    this.recency.add(answer);
    this.ages.set(answer, this.added++);
    this.size += sizeOf(answer);
    this.evict();
  }

  /**
   * The rest of a known answer at this place: what remains after the characters typed since. Of several that
   * still agree, the one with the most left; of equals, the newest. An empty string means that it is known that
   * nothing is to be shown; undefined that nothing is known.
   */
  find(snapshot: CursorSnapshot): string | undefined {
    const near: KnownAnswer[] = [];
    this.tries.get(keyOf(snapshot))?.along(snapshot.prefix, answer => near.push(answer));
    let best: KnownAnswer | undefined;
    let most = -1;
    // The nearest and newest come last; beginning with them, few others have to be looked at closely.
    for (const answer of near.reverse()) {
      const left = answer.snapshot.prefix.length + answer.text.length - snapshot.prefix.length;
      const better = left > most || (left === most && best && this.ageOf(answer) > this.ageOf(best));
      if (!better || !agrees(answer, snapshot)) continue;
      best = answer;
      most = left;
    }
    if (!best) return undefined;
    this.recency.delete(best);
    this.recency.add(best);
    // Not `slice(-most)`, which for nothing left would be everything.
    return best.text.slice(best.text.length - most);
  }

  clear(): void {
    this.tries.clear();
    this.recency.clear();
    this.size = 0;
  }

  private trieFor(snapshot: CursorSnapshot): PrefixTrie<KnownAnswer> {
    const key = keyOf(snapshot);
    let trie = this.tries.get(key);
    if (!trie) this.tries.set(key, (trie = new PrefixTrie()));
    return trie;
  }

  private evict(): void {
    for (const answer of this.recency) {
      if (this.recency.size <= this.bounds.answers && this.size <= this.bounds.size) return;
      this.remove(answer);
    }
  }

  private remove(answer: KnownAnswer): void {
    const key = keyOf(answer.snapshot);
    const trie = this.tries.get(key);
    trie?.remove(answer.snapshot.prefix, answer);
    if (trie?.empty) this.tries.delete(key);
    this.recency.delete(answer);
    this.size -= sizeOf(answer);
  }

  private ageOf(answer: KnownAnswer): number {
    return this.ages.get(answer) ?? 0;
  }
}

/** Whether what was typed since an answer is what it says, and not all of it. */
function agrees({ snapshot: asked, text }: KnownAnswer, now: CursorSnapshot): boolean {
  const typed = now.prefix.length - asked.prefix.length;
  if (typed > 0 && (typed >= text.length || !now.prefix.endsWith(text.slice(0, typed)))) return false;
  return typedSince(asked, now) !== undefined;
}

function keyOf({ uri, languageId }: CursorSnapshot): string {
  return `${languageId} ${uri}`;
}

function sizeOf({ snapshot, text }: KnownAnswer): number {
  return snapshot.prefix.length + snapshot.suffix.length + text.length;
}

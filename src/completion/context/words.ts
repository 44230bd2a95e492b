/** Words of most languages that say nothing about what code is about. */
const commonWords =
  'and any async await bool boolean break case catch class const continue def default delete elif else end enum ' +
  'export extends false final finally for from func function get has implements import int interface let namespace ' +
  'new nil none not null number object package pass private protected public raise readonly return self set static ' +
  'string struct super switch then this throw throws true try type undefined use using val var void while with yield';

/** Shorter parts of names are left out, in UTF-16 code units. */
const shortest = 3;

/** Longer lines are data; only this much of one is looked at, in UTF-16 code units. */
const longestLine = 500;

/**
 * The words that a piece of code is about: its names, and the parts of those that have several (`getUserName`,
 * `user_name`), in small letters, without what every program says. As sorted 32-bit hashes, each once: that is a
 * tenth of the memory of strings, and two words in a billion are taken for the same.
 */
export function wordsOf(lines: Iterable<string>): Uint32Array {
  const found = new Set<number>();
  for (const line of lines) addWords(line, found);
  return Uint32Array.from(found).sort();
}

function addWords(text: string, found: Set<number>): void {
  const line = text.slice(0, longestLine);
  let whole = new Word();
  let part = new Word();
  let parts = 0;
  const endPart = (): void => {
    if (part.length === 0) return;
    parts++;
    part.addTo(found);
    part = new Word();
  };
  const endWhole = (): void => {
    if (parts > 1) whole.addTo(found);
    whole = new Word();
    parts = 0;
  };
  let before = Kind.Other;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === Kind.Other || kind === Kind.Joint || (kind === Kind.Capital && before !== Kind.Capital))
      endPart();
    if (kind === Kind.Other) endWhole();
    else {
      whole.take(code);
      if (kind !== Kind.Joint) part.take(code);
    }
    before = kind;
  }
  endPart();
  endWhole();
}

const enum Kind {
  Other,
  Letter,
  Capital,
  /** Joins the parts of a name. */
  Joint,
}

function kindOf(code: number): Kind {
  if (code >= 97 && code <= 122) return Kind.Letter;
  if (code >= 65 && code <= 90) return Kind.Capital;
  if (code === 95 || code === 36) return Kind.Joint;
  // Digits belong to the word they stand in, as does everything beyond ASCII that could be a letter.
  return (code >= 48 && code <= 57) || code >= 0xaa ? Kind.Letter : Kind.Other;
}

/** The hash (FNV-1a) of a word as it grows. */
class Word {
  length = 0;
  private hash = 0x811c9dc5;

  take(code: number): void {
    this.length++;
    this.hash = Math.imul(this.hash ^ (code >= 65 && code <= 90 ? code + 32 : code), 0x01000193);
  }

  addTo(found: Set<number>): void {
    if (this.length >= shortest && !common().has(this.hash >>> 0)) found.add(this.hash >>> 0);
  }

  static hashOf(text: string): number {
    const word = new Word();
    for (let at = 0; at < text.length; at++) word.take(text.charCodeAt(at));
    return word.hash >>> 0;
  }
}

let hashesOfCommon: ReadonlySet<number> | undefined;

/** The hashes of common words, made with the first text: that takes longer than all else of this room when a window opens. */
function common(): ReadonlySet<number> {
  return (hashesOfCommon ??= new Set(commonWords.split(' ').map(word => Word.hashOf(word))));
}

/** Words of most languages, which any two pieces of code share. */
const common: ReadonlySet<string> = new Set(
  (
    'and any async await bool boolean break case catch class const continue def default else elif end enum except export ' +
    'extends false final finally for from func function get goto has if implements import in int interface is let new nil ' +
    'none not null number object or package pass private protected public raise readonly return self set static str string ' +
    'struct super switch then this throw throws true try type undefined use using val var void while with yield'
  ).split(' '),
);

/** Fewer names than this say too little of a piece of code. */
const fewest = 5;

/** Tells whether code that is to take the place of other code has anything to do with it: a name that both have. */
export class SharedNames {
  private readonly old: ReadonlySet<string>;
  private found: boolean;

  /** @param before the code that is to be replaced */
  constructor(before: string) {
    this.old = new Set(namesIn(before));
    this.found = this.old.size < fewest;
  }

  /** Whether the new code has shared a name so far, or the old one has too few to tell. */
  get any(): boolean {
    return this.found;
  }

  /** Takes more of the new code. */
  take(lines: readonly string[]): void {
    if (this.found) return;
    this.found = lines.some(line => namesIn(line).some(name => this.old.has(name)));
  }
}

function namesIn(code: string): string[] {
  const words = code.match(/[\p{L}_$][\p{L}\p{N}_$]{2,}/gu) ?? [];
  return words.filter(word => !isCommonWord(word));
}

/** Whether a word says nothing of the code it stands in. */
export function isCommonWord(word: string): boolean {
  return common.has(word.toLowerCase());
}

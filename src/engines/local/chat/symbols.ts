/** One definition in a document. */
export interface CodeSymbol {
  /** As the language calls it: function, class, method... */
  readonly kind: string;
  readonly name: string;
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** How many definitions it is inside of. */
  readonly depth: number;
}

/** The definitions of a document in the order of its lines, and how they were found. */
export interface Outline {
  /** `parsed` by a grammar of the language, or `guessed` line by line from words that usually begin definitions. */
  readonly by: 'parsed' | 'guessed';
  readonly symbols: readonly CodeSymbol[];
}

/** Kinds that hold code of their own to run. */
export function isFunction({ kind }: CodeSymbol): boolean {
  return ['function', 'method', 'constructor', 'getter', 'setter', 'async function', 'async method'].includes(
    kind,
  );
}

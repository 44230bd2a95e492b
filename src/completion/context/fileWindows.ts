import type { Lines } from '../window';
import { jaccard } from './similarity';
import { wordsOf } from './words';

/** A file that lines may be taken from. */
export interface OpenFile {
  /** Identifies it while it is open. */
  readonly key: string;
  /** Another one after every change of its text. */
  readonly version: number;
  readonly path: string;
  /** VS Code language id. */
  readonly language: string;
  readonly lines: Lines;
}

/** Bounds of what is kept, and so of time and memory. */
export interface IndexBounds {
  readonly files: number;
  /** Of one file; what stands further down is not found. */
  readonly lines: number;
  /** Lines of one window; windows overlap by half. */
  readonly window: number;
}

/** At most 20 files of 100 windows of some 100 words of 4 bytes: about a megabyte, whatever is open. */
const defaultIndexBounds: IndexBounds = { files: 20, lines: 2_000, window: 40 };

/** Lines of a file, zero-based and inclusive, and how alike they are to what was asked with, 0 to 1. */
export interface RankedWindow {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

interface Indexed {
  readonly version: number;
  readonly windows: readonly { readonly first: number; readonly last: number; readonly words: Uint32Array }[];
}

/**
 * The words of all windows of the open files. A file is read again only after it has changed, and only when `update`
 * is called; asking compares sorted numbers and reads no text.
 */
export class FileWindows {
  private indexed = new Map<string, Indexed>();

  constructor(private readonly bounds: IndexBounds = defaultIndexBounds) {}

  /**
   * Takes the files that are open, most useful first, and forgets all others. Pauses after every 10 windows it had
   * to make, about half a millisecond, so that the caller can let others run.
   */
  *update(files: readonly OpenFile[]): Generator<void, void> {
    const kept = new Map<string, Indexed>();
    for (const file of this.within(files)) {
      const known = this.indexed.get(file.key);
      kept.set(file.key, known?.version === file.version ? known : yield* this.read(file));
    }
    this.indexed = kept;
  }

  /** Those of the files that `update` would take. */
  within<T extends OpenFile>(files: readonly T[]): readonly T[] {
    return files.slice(0, this.bounds.files);
  }

  /** The windows of a file that was in the last update, the best first, and of those as good the first of the file. */
  rank(key: string, asked: Uint32Array): RankedWindow[] {
    const windows = this.indexed.get(key)?.windows ?? [];
    return windows
      .map(({ first, last, words }) => ({ first, last, score: jaccard(asked, words) }))
      .sort((a, b) => b.score - a.score);
  }

  private *read({ version, lines }: OpenFile): Generator<void, Indexed> {
    const { window } = this.bounds;
    const count = Math.min(lines.count, this.bounds.lines);
    const windows: Indexed['windows'][number][] = [];
    for (let first = 0; first === 0 || first + window / 2 < count; first += window / 2) {
      const last = Math.min(count, first + window) - 1;
      windows.push({ first, last, words: wordsOf(textsOf(lines, first, last)) });
      if (windows.length % 10 === 0) yield;
    }
    return { version, windows };
  }
}

/** Some lines of a document, both ends inclusive. */
export function* textsOf(lines: Lines, first: number, last: number): Generator<string, void> {
  for (let line = first; line <= last; line++) yield lines.text(line);
}

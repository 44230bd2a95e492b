import { lastLines } from './lastLines';
import { wholeLines } from './wholeLines';

/** The text around a cursor as a prompt has it. What stands before the cursor is `prefix` and `middle` together. */
export interface AroundCursor {
  readonly prefix: string;
  /** What is missing between prefix and suffix, as far as it was typed. */
  readonly middle: string;
  readonly suffix: string;
}

/** How much of the text around a cursor a prompt may have, in UTF-16 code units. */
export interface MostAround {
  readonly prefix: number;
  readonly suffix: number;
}

/** Where a middle began. */
export interface Begun {
  /** All that is known of the text before it. */
  readonly before: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A middle of more than this begins anew, at the line of the cursor. UTF-16 code units. */
export const mostTyped = 600;

/** Files whose latest middle is remembered. */
const mostFiles = 16;

/**
 * Where the missing middle begins in a prompt: at the line in which somebody began to type, and not at the cursor. What is typed then goes on
 * with the middle, at the very end of the prompt, and all in front of it stays as it was: a server that keeps what it has read need not read the
 * suffix again with each key, which in these prompts stands behind the prefix.
 */
export class BegunMiddles {
  /** By path; the one asked for last is the last. */
  private readonly files = new Map<string, Begun>();

  constructor(private readonly most: MostAround) {}

  /** Divides the text around a cursor: as the request before for this file was divided, as long as only its middle has changed. */
  divide(path: string, before: string, behind: string): AroundCursor {
    const suffix = wholeLines(behind, this.most.suffix);
    const known = this.files.get(path);
    const goesOn =
      known?.suffix === suffix &&
      before.length - known.before.length <= mostTyped &&
      before.startsWith(known.before);
    const begun = goesOn ? known : this.begin(before, suffix);
    this.files.delete(path);
    this.files.set(path, begun);
    for (const oldest of this.files.keys()) {
      if (this.files.size <= mostFiles) break;
      this.files.delete(oldest);
    }
    return { prefix: begun.prefix, middle: before.slice(begun.before.length), suffix };
  }

  /** Where the latest middle of a file began. */
  begunIn(path: string): Begun | undefined {
    return this.files.get(path);
  }

  /** Behind the indentation of the line: what goes on with blanks alone a model goes on with another blank. */
  private begin(text: string, suffix: string): Begun {
    const line = text.lastIndexOf('\n') + 1;
    const code = line + (/^[ \t]*/.exec(text.slice(line))?.[0].length ?? 0);
    const before = text.slice(0, text.length - code <= mostTyped ? code : text.length);
    return { before, prefix: lastLines(before, this.most.prefix).last, suffix };
  }
}

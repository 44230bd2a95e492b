import { createHash } from 'node:crypto';
import type { ResponseInputItem } from '../../protocol/wire';

/** How many answers are known; the oldest go first. */
const mostKnown = 100;

/** What is sent: all of it, or what is new since an answer that the server holds. */
export interface Increment {
  readonly input: readonly ResponseInputItem[];
  readonly previous?: string;
}

/**
 * Recognises conversations that whoever asks sends whole every time: by a digest of all that was said up to an answer,
 * so that only what is new has to leave again.
 */
export class KnownPrefixes {
  private readonly responses = new Map<string, string>();

  /** The server has answered `input` with `answer`, and holds that under an id. */
  remember(
    instructions: string,
    input: readonly ResponseInputItem[],
    answer: readonly ResponseInputItem[],
    response: string,
  ): void {
    const key = digests(instructions, [...input, ...answer]).at(-1) ?? '';
    this.responses.delete(key);
    this.responses.set(key, response);
    for (const oldest of this.responses.keys()) {
      if (this.responses.size <= mostKnown) break;
      this.responses.delete(oldest);
    }
  }

  /** What is new since the last answer of it that is known. */
  increment(instructions: string, input: readonly ResponseInputItem[]): Increment {
    const keys = digests(instructions, input);
    const at = keys.findLastIndex(key => this.responses.has(key));
    const previous = this.responses.get(keys[at] ?? '');
    // Nothing is new: the same question again wants an answer of its own.
    if (previous === undefined || at === input.length - 1) return { input };
    return { input: input.slice(at + 1), previous };
  }
}

/** A digest of everything up to and with each item. */
function digests(instructions: string, input: readonly ResponseInputItem[]): string[] {
  let hash = createHash('sha256').update(JSON.stringify(instructions));
  return input.map(item => {
    hash = hash.update(`${JSON.stringify(item)}\n`);
    return hash.copy().digest('base64');
  });
}

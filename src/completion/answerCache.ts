import { typedSince, type CursorSnapshot } from './snapshot';

/** An answer that was received in full. An empty text is an answer too: nothing fits here. */
export interface KnownAnswer {
  readonly snapshot: CursorSnapshot;
  readonly text: string;
}

/**
 * The latest answers, newest first, found again by what was typed since: typing what was shown, or deleting back
 * to where an answer began, needs no request.
 */
export class AnswerCache {
  private readonly answers: KnownAnswer[] = [];

  /** @param capacity how many answers are kept; each holds one window of text */
  constructor(private readonly capacity = 64) {}

  add(answer: KnownAnswer): void {
    this.answers.unshift(answer);
    this.answers.length = Math.min(this.answers.length, this.capacity);
  }

  /**
   * The rest of a known answer at this place: what remains after the characters typed since. An empty string
   * means that it is known that nothing is to be shown; undefined that nothing is known.
   */
  find(snapshot: CursorSnapshot): string | undefined {
    for (const answer of this.answers) {
      const typed = typedSince(answer.snapshot, snapshot);
      if (typed === undefined) continue;
      if (typed === '') return answer.text;
      if (typed.length < answer.text.length && answer.text.startsWith(typed))
        return answer.text.slice(typed.length);
    }
    return undefined;
  }

  clear(): void {
    this.answers.length = 0;
  }
}

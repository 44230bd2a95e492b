const opening = '<think>';
const closing = '</think>';

/**
 * Takes the thoughts out of an answer that begins with `<think>...</think>`, as models write them whose server does
 * not part them. Text is held back only while it may yet be the beginning of a tag.
 */
export class ThoughtFilter {
  #state: 'start' | 'thinking' | 'after' | 'text' = 'start';
  #held = '';

  /** The part of the answer in the next piece of text. */
  take(text: string): string {
    if (this.#state === 'text') return text;
    this.#held += text;
    if (this.#state === 'start') {
      const start = this.#held.trimStart();
      if (start.startsWith(opening)) {
        this.#state = 'thinking';
        this.#held = start.slice(opening.length);
      } else if (opening.startsWith(start)) return '';
      else return this.#pass(this.#held);
    }
    if (this.#state === 'thinking') {
      const end = this.#held.indexOf(closing);
      if (end < 0) {
        this.#held = this.#held.slice(-(closing.length - 1));
        return '';
      }
      this.#state = 'after';
      this.#held = this.#held.slice(end + closing.length);
    }
    // The blank lines between the thoughts and the answer belong to neither.
    const answer = this.#held.trimStart();
    return answer === '' ? '' : this.#pass(answer);
  }

  /** What was held back when the answer is over. */
  rest(): string {
    const rest = this.#state === 'start' ? this.#held : '';
    this.#held = '';
    return rest;
  }

  #pass(text: string): string {
    this.#state = 'text';
    this.#held = '';
    return text;
  }
}

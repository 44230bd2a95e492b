// @ts-check
// Several things run at once, and each of them speaks in one piece: one has the console and is heard at once, the
// others are heard when their turn comes.
// No import.meta here: tests bundle this file.
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

/** @typedef {{ lines: string[], done: boolean }} Act what one of them has said and was not heard of yet */

export class Stage {
  /** @type {AsyncLocalStorage<Act>} */
  #speaker = new AsyncLocalStorage();
  /** In the order in which they began; the first one is heard. @type {Act[]} */
  #acts = [];
  /** @type {(line: string) => void} */
  #print;

  /** @param {(line: string) => void} print */
  constructor(print) {
    this.#print = print;
  }

  /**
   * Runs work whose output, with that of everything it starts, stays together.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async inOnePiece(work) {
    /** @type {Act} */
    const act = { lines: [], done: false };
    this.#acts.push(act);
    try {
      return await this.#speaker.run(act, work);
    } finally {
      act.done = true;
      this.#passOn();
    }
  }

  /** Prints for whichever work calls; takes what `console.log` takes. */
  say = (/** @type {unknown[]} */ ...values) => {
    const act = this.#speaker.getStore();
    const line = format(...values);
    if (act && !act.done && act !== this.#acts[0]) act.lines.push(line);
    else this.#print(line);
  };

  /** Lets the next ones be heard: those that have ended whole, and the first that has not from here on. */
  #passOn() {
    for (let first = this.#acts[0]; first !== undefined; first = this.#acts[0]) {
      for (const line of first.lines.splice(0)) this.#print(line);
      if (!first.done) return;
      this.#acts.shift();
    }
  }
}

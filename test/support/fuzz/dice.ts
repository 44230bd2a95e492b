import { random } from '../../../bench/support/random';

/** Chance that is the same for the same seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: string) {
    this.#next = random(seed);
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor(this.#next() * bound);
  }

  /** Whether something of this likelihood happens. */
  chance(likelihood: number): boolean {
    return this.#next() < likelihood;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  /** Up to `longest` bytes of anything. */
  bytes(longest: number): Buffer {
    return Buffer.from(Array.from({ length: this.below(longest + 1) }, () => this.below(256)));
  }
}

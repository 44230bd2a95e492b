/** What the symbol has to be like. */
export interface Wanted {
  /** The part of a word it begins with, empty when it is free, and whether a blank stands before that: 1 or 0. */
  readonly typed: string;
  readonly bit: number;
  /** Whether it may be more than what is typed: words from anywhere are looked at. */
  readonly anyWord: boolean;
  readonly admits: ((symbol: number) => boolean) | undefined;
}

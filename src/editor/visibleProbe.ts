import { isSamePlace, type CursorSnapshot } from '../completion/snapshot';

/**
 * Finds out whether a suggestion is on screen, which the stable API does not tell: VS Code runs some commands only while
 * one is, and those make it ask the provider. The provider answers such a question with what is shown already, so that
 * nothing changes on screen.
 */
export class VisibleProbe {
  private question: { readonly place: CursorSnapshot; answered: boolean } | undefined;

  /**
   * @param place where the suggestion should be
   * @param ask makes VS Code ask the provider there, if a suggestion is visible
   * @returns whether it has asked; rejects as `ask` does
   */
  async isVisible(place: CursorSnapshot, ask: () => PromiseLike<unknown>): Promise<boolean> {
    const question = { place, answered: false };
    this.question = question;
    try {
      await ask();
      return question.answered;
    } finally {
      if (this.question === question) this.question = undefined;
    }
  }

  /** The provider was asked at a place; whether that is only the probe's question. */
  asked(place: CursorSnapshot): boolean {
    if (!this.question || !isSamePlace(this.question.place, place)) return false;
    this.question.answered = true;
    return true;
  }
}

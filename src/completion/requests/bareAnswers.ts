/**
 * What is known of a model that answers with the bare text instead of the form it was asked for. That may be an answer,
 * or thoughts of which the opening tag was never sent; which of the two only the end tells. So bare answers are not
 * shown before they are over, until one of them was no thought.
 */
export class BareAnswers {
  private kind: 'unknown' | 'plain' | 'thoughts' = 'unknown';

  /** @param expected whether the endpoint is known to answer so, as engines do that fill in the middle and never think */
  constructor(private readonly expected: () => boolean) {}

  /** Whether the endpoint is known to answer so. */
  get areExpected(): boolean {
    return this.expected();
  }

  /** Whether they are shown while they come. */
  get areTrusted(): boolean {
    return this.kind === 'plain' || this.expected();
  }

  /** One of them was an answer from its beginning to its natural end. */
  wasPlain(): void {
    if (this.kind === 'unknown') this.kind = 'plain';
  }

  /** One of them began with thoughts. */
  wasThought(): void {
    this.kind = 'thoughts';
  }
}

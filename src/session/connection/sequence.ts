/** What a frame's number says about it. */
export type SequenceVerdict = 'next' | 'duplicate' | 'gap';

/**
 * Watches the `sequence_number`s of one response. Servers in the field number badly (from 1, per connection, or
 * always 0), so numbers are only believed once they have been seen to rise: believing a constant 0 would drop
 * every delta as a duplicate.
 */
export class Sequence {
  private last: { readonly number: number; readonly type: string } | undefined;
  /** Undefined until it is known. */
  private trust: 'believed' | 'useless' | undefined;

  /** Judges the next frame of the response and remembers it. */
  accept(number: number | undefined, type: string): SequenceVerdict {
    if (number === undefined || this.trust === 'useless') return 'next';
    const { last } = this;
    if (!last) {
      this.last = { number, type };
      return 'next';
    }
    if (number > last.number) {
      this.trust = 'believed';
      this.last = { number, type };
      return number === last.number + 1 ? 'next' : 'gap';
    }
    if (this.trust === 'believed' || (number === last.number && type === last.type)) return 'duplicate';
    this.trust = 'useless';
    return 'next';
  }
}

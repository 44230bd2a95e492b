import type { Clock } from '../../../common/clock';
import type { Outcome } from '../answers/answer';

/** A key that is meant for an edit while it streams may be late by this, in ms: one has to decide, and to press two of them. */
const lateMs = 1_500;

/** What of an edit tells whether anything was done with it. */
interface SomeEdit {
  readonly openHunks: number;
  readonly document: { readonly version: number };
}

/**
 * The edits that have ended by themselves a moment ago, and of which nothing was decided or changed since. Who sees one stream and
 * presses the keys that redirect it goes on to type what to do instead: if it has ended meanwhile, that must not go into the code.
 */
export class JustEnded<Edit extends SomeEdit> {
  private readonly ends = new WeakMap<Edit, { readonly time: number; readonly state: string }>();

  constructor(private readonly clock: Clock) {}

  /** An answer of an edit has ended. */
  ended(edit: Edit, { kind }: Pick<Outcome, 'kind'>): void {
    if (kind === 'done') this.ends.set(edit, { time: this.clock.now(), state: stateOf(edit) });
    else this.ends.delete(edit);
  }

  has(edit: Edit): boolean {
    const end = this.ends.get(edit);
    return end !== undefined && this.clock.now() - end.time < lateMs && end.state === stateOf(edit);
  }
}

function stateOf({ openHunks, document }: SomeEdit): string {
  return `${openHunks} ${document.version}`;
}

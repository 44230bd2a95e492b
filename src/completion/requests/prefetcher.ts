import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { afterAccept, afterFirstLine, type Candidate } from '../answers/accepted';
import { isSamePlace, type CursorSnapshot } from '../snapshot';

/** How long, in ms, a suggestion stands on screen before what follows it is asked for: someone reads it. */
export const dwellMs = 250;

/**
 * When so little of a suggestion is left to type, in UTF-16 code units, what follows it is asked for at once: who has
 * typed the rest will not turn off now, and a few keys are about what an answer takes.
 */
const nearEnd = 16;

/** What a prefetcher needs of the completer around it. */
export interface PrefetchHost {
  /** Whether a request may leave now without being in the way of another. */
  mayAsk(): boolean;
  /** Whether what is to be shown at this place is known, or on its way. */
  covered(place: CursorSnapshot): boolean;
  /** Asks for what follows at a place ahead of the cursor. */
  ask(place: CursorSnapshot): void;
}

/**
 * Asks for what follows a suggestion while the user reads it, so that the next one is there when it is accepted.
 * Once for each suggestion, however much of it is typed, and only where the rest of an answer does not have it.
 */
export class Prefetcher implements Disposable {
  private timer: Disposable | undefined;
  private asked: CursorSnapshot | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly host: PrefetchHost,
  ) {}

  /** This candidate is on screen now. */
  shown(snapshot: CursorSnapshot, candidate: Candidate): void {
    this.timer?.dispose();
    this.timer = this.clock.setTimeout(() => this.prefetch(snapshot, candidate), dwellMs);
  }

  /** A key was typed as a suggestion said; `candidate` is what is left of it. */
  typedThrough(snapshot: CursorSnapshot, candidate: Candidate): void {
    if (candidate.text.length <= nearEnd) this.prefetch(snapshot, candidate);
  }

  /** Nothing is on screen any more, or someone types. */
  cancel(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  dispose(): void {
    this.cancel();
  }

  private prefetch(snapshot: CursorSnapshot, candidate: Candidate): void {
    const { host } = this;
    if (!host.mayAsk()) return this.shown(snapshot, candidate);
    const places = [afterAccept(snapshot, candidate), afterFirstLine(snapshot, candidate)];
    const place = places.find(each => each !== undefined && !host.covered(each));
    if (!place || (this.asked && isSamePlace(this.asked, place))) return;
    this.asked = place;
    host.ask(place);
  }
}

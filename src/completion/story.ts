import type { TurnResult } from '../session/turn';
import { whyFiltered } from './filters/applyFilters';
import { lineMode } from './lineMode';
import { lineEndOf, withLineEnds } from './lineEnds';
import { typedSince, type CursorSnapshot } from './snapshot';

/** What has become of asking for a suggestion at one place. */
export type Story =
  /** Nothing was asked here. */
  | { readonly kind: 'unasked' }
  /** A request is under way. */
  | { readonly kind: 'waiting' }
  /** There is a suggestion. */
  | { readonly kind: 'suggestion' }
  /** The answer was empty. */
  | { readonly kind: 'nothing' }
  /** There was an answer, but nothing to show in it; `because` ends a sentence. */
  | { readonly kind: 'filtered'; readonly because: string }
  | { readonly kind: 'failed'; readonly message: string }
  /** The request was given up: the typing went another way. */
  | { readonly kind: 'cancelled' };

/** A request that has ended. */
export interface EndedRequest {
  readonly snapshot: CursorSnapshot;
  /** Its answer, free of markup. */
  readonly text: string;
  readonly status: TurnResult['status'];
  /** Why it failed, where it did. */
  readonly message?: string | undefined;
}

/** How many ended requests are remembered; for one place few matter. */
const remembered = 32;

/** The last requests, for telling afterwards why there is no suggestion at a place. */
export class Stories {
  private ended: readonly EndedRequest[] = [];

  /** Remembers how a request ended. */
  add(request: EndedRequest): void {
    this.ended = [...this.ended.slice(1 - remembered), request];
  }

  /**
   * What has become of asking at this place. The newest request that says something about it counts; one that was
   * given up only when there is no other.
   * @param waiting whether a request for it is under way
   */
  tell(snapshot: CursorSnapshot, waiting: boolean): Story {
    if (waiting) return { kind: 'waiting' };
    let story: Story = { kind: 'unasked' };
    for (const request of this.ended.toReversed()) {
      const told = tellOne(request, snapshot);
      if (told && told.kind !== 'cancelled') return told;
      if (told && story.kind === 'unasked') story = told;
    }
    return story;
  }
}

function tellOne(request: EndedRequest, snapshot: CursorSnapshot): Story | undefined {
  const typed = typedSince(request.snapshot, snapshot);
  if (typed === undefined) return undefined;
  const { status, message = 'The request failed.' } = request;
  if (status === 'failed') return { kind: 'failed', message };
  if (status === 'cancelled') return { kind: 'cancelled' };
  const text = withLineEnds(request.text, lineEndOf(snapshot));
  if (text.trim() === '') return typed === '' ? { kind: 'nothing' } : undefined;
  if (!text.startsWith(typed) || text.length === typed.length) return undefined;
  const mode = lineMode(snapshot.suffix);
  const because = whyFiltered(text.slice(typed.length), { snapshot, mode });
  return because === undefined ? { kind: 'suggestion' } : { kind: 'filtered', because };
}

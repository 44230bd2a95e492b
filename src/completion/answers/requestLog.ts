import { t } from '../../common/l10n';
import type { TurnResult } from '../../session/turn';
import { whyFiltered } from '../filters/applyFilters';
import { lineMode } from '../text/lineMode';
import { lineEndOf, withLineEnds } from '../text/lineEnds';
import { typedSince, type CursorSnapshot } from '../snapshot';

/** What has become of asking for a suggestion at one place. */
export type RequestOutcome =
  /** Nothing was asked here. */
  | { readonly kind: 'unasked' }
  /** Fewer characters stand before the cursor on its line than a suggestion needs. */
  | { readonly kind: 'tooShort'; readonly minLength: number }
  /** A request is held back for a while after the last key. */
  | { readonly kind: 'delayed' }
  /** A request is under way. */
  | { readonly kind: 'waiting' }
  /** There is a suggestion, which the editor has not asked for here yet. */
  | { readonly kind: 'suggestion' }
  /** A suggestion was handed to the editor for exactly this place. */
  | { readonly kind: 'shown' }
  /** The answer was empty. */
  | { readonly kind: 'nothing' }
  /** There was an answer, but a filter left nothing of it; `because` ends a sentence. */
  | { readonly kind: 'filtered'; readonly filter: string; readonly because: string }
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
export class RequestLog {
  private ended: readonly EndedRequest[] = [];

  /** Remembers how a request ended. */
  add(request: EndedRequest): void {
    this.ended = [...this.ended.slice(1 - remembered), request];
  }

  /**
   * What has become of asking at this place. The newest request that says something about it counts; one that was
   * given up only when there is no other.
   */
  outcomeAt(snapshot: CursorSnapshot): RequestOutcome {
    let outcome: RequestOutcome = { kind: 'unasked' };
    for (const request of this.ended.toReversed()) {
      const told = tellOne(request, snapshot);
      if (told && told.kind !== 'cancelled') return told;
      if (told) outcome = told;
    }
    return outcome;
  }
}

function tellOne(request: EndedRequest, snapshot: CursorSnapshot): RequestOutcome | undefined {
  const typed = typedSince(request.snapshot, snapshot);
  if (typed === undefined) return undefined;
  const { status, message = t('The request failed.') } = request;
  if (status === 'failed') return { kind: 'failed', message };
  if (status === 'cancelled') return { kind: 'cancelled' };
  const text = withLineEnds(request.text, lineEndOf(snapshot));
  if (text.trim() === '') return typed === '' ? { kind: 'nothing' } : undefined;
  if (!text.startsWith(typed) || text.length === typed.length) return undefined;
  const mode = lineMode(snapshot);
  const filtered = whyFiltered(text.slice(typed.length), { snapshot, mode });
  return filtered ? { kind: 'filtered', ...filtered } : { kind: 'suggestion' };
}

/**
 * An answer is on its way, or waited for, or there and not painted: which of these, the answer buffer knows. Leaving
 * this state ends the answer.
 */
export interface Streaming {
  readonly kind: 'streaming';
  /** What is painted is taken back together with the first lines of the new answer. */
  readonly startsOver: boolean;
  /** Something of it stands in the document: what is written next belongs to the same step of undo. */
  readonly hasWritten: boolean;
  /** A save is going on: nothing is painted. */
  readonly isHeld: boolean;
}

/** Where an edit stands. */
export type EditState =
  | Streaming
  /** The answer is there, or was stopped; hunks wait for a decision. */
  | { readonly kind: 'review'; readonly isHeld: boolean }
  /** Nothing is open; kept because undo may open it again. */
  | { readonly kind: 'settled'; readonly isHeld: boolean }
  /** Its document is gone, or another edit has taken its place. Nothing leads out of it. */
  | { readonly kind: 'ended' };

export type EditPhase = EditState['kind'];

/** What changes the state of an edit. */
export type EditEvent =
  /** An answer is wanted, once nothing of the former one is on its way into the document. */
  | { readonly kind: 'want' }
  /** It is asked for; `startsOver` when it is about the whole region although some of it is painted. */
  | { readonly kind: 'ask'; readonly startsOver: boolean }
  /** The answer that streams is about the whole region from here on. */
  | { readonly kind: 'startOver' }
  /** What waited stands in the document, and what it takes the place of does no more. */
  | { readonly kind: 'painted' }
  /** The document was changed by this edit. */
  | { readonly kind: 'written' }
  /** A save begins while it streams. It lasts until `release`, whatever becomes of the answer. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'release' }
  /** Nothing streams any more. */
  | { readonly kind: 'rest'; readonly hasOpenHunks: boolean }
  | { readonly kind: 'end' };

/** An edit begins with a question. */
export const beginning: Streaming = {
  kind: 'streaming',
  startsOver: false,
  hasWritten: false,
  isHeld: false,
};

/** The state after an event. An event that means nothing in a state leaves it as it is. */
export function afterEvent(state: EditState, event: EditEvent): EditState {
  if (state.kind === 'ended') return state;
  const streaming = state.kind === 'streaming' ? state : undefined;
  switch (event.kind) {
    case 'want':
      return streaming ?? { ...beginning, isHeld: state.isHeld };
    case 'ask':
      return { ...(streaming ?? beginning), isHeld: state.isHeld, startsOver: event.startsOver };
    case 'startOver':
      return streaming ? { ...streaming, startsOver: true } : state;
    case 'painted':
      return streaming ? { ...streaming, startsOver: false } : state;
    case 'written':
      return streaming ? { ...streaming, hasWritten: true } : state;
    case 'hold':
      return streaming ? { ...streaming, isHeld: true } : state;
    case 'release':
      return { ...state, isHeld: false };
    case 'rest':
      return { kind: event.hasOpenHunks ? 'review' : 'settled', isHeld: state.isHeld };
    case 'end':
      return { kind: 'ended' };
  }
}

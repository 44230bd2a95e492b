import type { NextEdit } from '../../nextEdit/nextEdit';

/** Whether the edit is on the cursor's line, and that line in view; else it has to be gone to first. */
export type Place = 'near' | 'far';

/** What of next edits is on screen. */
export type Showing =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'offered';
      readonly edit: NextEdit;
      readonly place: Place;
      /** Whether Tab is for it: only while the typing rests. A Tab between two keys is meant for the text. */
      readonly isArmed: boolean;
    }
  /** The first Tab went to it; the cursor is still on its line. */
  | { readonly kind: 'goneTo'; readonly edit: NextEdit };

/** What may change that. */
export type Happening =
  /** A prediction has come; without an edit there is nothing to be offered. */
  | { readonly kind: 'predicted'; readonly edit: NextEdit | undefined; readonly place: Place }
  /** Text was changed somewhere, by whomever. `rebased` is the edit for the text as it is now. */
  | { readonly kind: 'changed'; readonly rebased: NextEdit | 'made' | 'gone'; readonly place: Place }
  /** No key has come for a while. */
  | { readonly kind: 'rested' }
  /** The cursor or the view is elsewhere. */
  | { readonly kind: 'moved'; readonly place: Place }
  /** The first Tab went to the edit. */
  | { readonly kind: 'went' }
  /** It was applied or dismissed, its editor was left, a review was opened, or it is switched off. */
  | { readonly kind: 'ended' };

/** Nothing is on screen. */
export const nothing: Showing = { kind: 'nothing' };

/** What is on screen after something has happened. */
export function after(showing: Showing, happening: Happening): Showing {
  switch (happening.kind) {
    case 'predicted':
      return predicted(showing, happening.edit, happening.place);
    case 'changed': {
      const { rebased, place } = happening;
      if (showing.kind === 'nothing' || rebased === 'made' || rebased === 'gone') return nothing;
      return { kind: 'offered', edit: rebased, place, isArmed: false };
    }
    case 'rested':
      return showing.kind === 'offered' && !showing.isArmed ? { ...showing, isArmed: true } : showing;
    case 'moved':
      return moved(showing, happening.place);
    case 'went':
      return showing.kind === 'offered' ? { kind: 'goneTo', edit: showing.edit } : showing;
    case 'ended':
      return nothing;
  }
}

/** The same edit again changes nothing on screen. */
function predicted(showing: Showing, edit: NextEdit | undefined, place: Place): Showing {
  if (!edit) return nothing;
  if (showing.kind !== 'nothing' && isSameEdit(showing.edit, edit)) return moved(showing, place);
  return { kind: 'offered', edit, place, isArmed: false };
}

function moved(showing: Showing, place: Place): Showing {
  switch (showing.kind) {
    case 'nothing':
      return showing;
    case 'offered':
      return showing.place === place ? showing : { ...showing, place };
    case 'goneTo':
      // Left again: the next Tab goes there once more.
      return place === 'near' ? showing : { kind: 'offered', edit: showing.edit, place, isArmed: true };
  }
}

/** Whether two edits do the same at the same place. */
function isSameEdit(a: NextEdit, b: NextEdit): boolean {
  return isSamePlace(a, b) && a.edits.every(({ text }, index) => text === b.edits[index]?.text);
}

/** Whether two edits change the same places, whatever will stand there. */
export function isSamePlace(a: NextEdit, b: NextEdit): boolean {
  if (a.uri !== b.uri || a.edits.length !== b.edits.length) return false;
  return a.edits.every(({ offset, length }, index) => {
    const other = b.edits[index];
    return offset === other?.offset && length === other.length;
  });
}

/** What a key that is bound to next edits does now; `none` when it is not for them. */
export type KeyDoes = 'goTo' | 'accept' | 'none';

/** @param orElse whether the key has another meaning that goes first where it is in doubt, as Tab has */
export function keyDoes(showing: Showing, orElse: boolean): KeyDoes {
  if (showing.kind === 'nothing') return 'none';
  if (showing.kind === 'goneTo') return 'accept';
  if (orElse && !showing.isArmed) return 'none';
  return showing.place === 'near' ? 'accept' : 'goTo';
}

/** The values of the context keys, without their common beginning `codexSpark.nextEdit.`. */
export interface ShowingKeys {
  /** The key goes to the edit. */
  readonly far: boolean;
  /** The key applies it. */
  readonly here: boolean;
  /** There is something to dismiss. */
  readonly offered: boolean;
  /** VS Code shows it as ghost text: its keys are VS Code's, and Escape has to be heard of. */
  readonly ghost: boolean;
}

/** The keys while an edit is shown as ghost text. */
export const ghostKeys: ShowingKeys = { far: false, here: false, offered: false, ghost: true };

/** The context keys for the keys of the keyboard. */
export function keysOf(showing: Showing): ShowingKeys {
  const does = keyDoes(showing, true);
  return { far: does === 'goTo', here: does === 'accept', offered: showing.kind !== 'nothing', ghost: false };
}

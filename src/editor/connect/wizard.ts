/** What came of one question to the user. */
export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** Back to the question before. */
  | { readonly kind: 'back' }
  /** Away from all of it. */
  | { readonly kind: 'cancel' };

/** Where a question stands among the others. */
export interface Place {
  /** Counted from 1. */
  readonly step: number;
  readonly total: number;
}

/** One question. It is handed what is known so far and answers with what is known then. */
export interface WizardStep<State> {
  /** Whether this question need not be asked. */
  skip?(state: State): boolean;
  ask(state: State, place: Place): Promise<Answer<State>>;
}

/**
 * Asks one question after the other; back asks the one before again, with what was answered to it. Resolves to all that
 * is known at the end, or to undefined when the user left: nothing has been done then but asking.
 */
export async function runWizard<State>(
  initial: State,
  steps: readonly WizardStep<State>[],
): Promise<State | undefined> {
  let state = initial;
  let at = 0;
  const asked: number[] = [];
  while (at < steps.length) {
    const step = steps[at];
    if (!step || step.skip?.(state)) {
      at++;
      continue;
    }
    const answer = await step.ask(state, { step: at + 1, total: steps.length });
    if (answer.kind === 'cancel') return undefined;
    if (answer.kind === 'back') {
      at = asked.pop() ?? at;
      continue;
    }
    state = answer.value;
    asked.push(at++);
  }
  return state;
}

import * as vscode from 'vscode';
import { DisposableStore } from '../../common/disposable';
import { valueOf } from './rowValue';
import type { Answer, Place } from './wizard';

/** What all questions have in common. */
interface Question {
  readonly title: string;
  readonly place: Place;
  readonly placeholder: string;
}

/** A row to pick. */
export interface Choice<T> extends vscode.QuickPickItem {
  /** Undefined for a separator. */
  readonly value?: T;
  /** It says what is typed. */
  readonly isTyped?: boolean;
}

/** A question that is answered by picking a row. */
export interface PickQuestion<T> extends Question {
  /** The rows for what is typed; asked again when `refresh` is called. */
  choices(typed: string): readonly Choice<T>[];
  /** Starts what takes a while; `refresh` shows what has come of it. Aborted when the question is over. */
  work?(
    refresh: (state: { readonly busy: boolean; readonly placeholder?: string }) => void,
    signal: AbortSignal,
  ): void;
}

/** Asks by a list. Back is offered from the second question on. */
export function askPick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return ask(pick, question, ({ store, answer, signal }) => {
    const show = (): void => {
      const [active] = pick.activeItems;
      const moved = active !== undefined && active !== pick.items.find(isRow);
      pick.items = question.choices(pick.value);
      // Rows that come later must not take the place of the one somebody has gone to.
      const same = moved ? pick.items.find(({ label }) => label === active.label) : undefined;
      if (same) pick.activeItems = [same];
    };
    store.add(pick.onDidChangeValue(show));
    store.add(
      pick.onDidAccept(() => {
        const value = valueOf(pick.selectedItems[0], pick.value, question.choices(pick.value));
        if (value !== undefined) answer({ kind: 'value', value });
      }),
    );
    show();
    question.work?.(({ busy, placeholder }) => {
      if (signal.aborted) return;
      pick.busy = busy;
      if (placeholder !== undefined) pick.placeholder = placeholder;
      show();
    }, signal);
  });
}

function isRow({ kind }: vscode.QuickPickItem): boolean {
  return kind !== vscode.QuickPickItemKind.Separator;
}

/** A question that is answered by ticking rows. */
export interface TickQuestion<T> extends Question {
  readonly choices: readonly (Choice<T> & { readonly value: T })[];
}

/** Asks by a list of which several can be taken; at least one has to be. All are taken at first if none is `picked`. */
export function askTicks<T>(question: TickQuestion<T>): Promise<Answer<readonly T[]>> {
  const pick = vscode.window.createQuickPick<Choice<T> & { readonly value: T }>();
  pick.canSelectMany = true;
  return ask(pick, question, ({ store, answer }) => {
    pick.items = question.choices;
    const picked = question.choices.filter(choice => choice.picked);
    pick.selectedItems = picked.length > 0 ? picked : question.choices;
    store.add(
      pick.onDidAccept(() => {
        const values = pick.selectedItems.map(({ value }) => value);
        if (values.length > 0) answer({ kind: 'value', value: values });
      }),
    );
  });
}

/** What is wrong with an input, or noteworthy about it; only an error stands in the way. */
export interface InputRemark {
  readonly message: string;
  readonly severity: vscode.InputBoxValidationSeverity;
}

/** A question that is answered by typing. */
export interface TextQuestion extends Question {
  readonly prompt: string;
  readonly value: string;
  /** UTF-16 offsets of what is selected at first; everything by default. */
  readonly selection?: readonly [number, number];
  readonly password?: boolean;
  check(text: string): InputRemark | undefined;
}

/** Asks for a text. */
export function askText(question: TextQuestion): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = question.prompt;
  box.password = question.password ?? false;
  box.value = question.value;
  box.valueSelection = question.selection ?? [0, question.value.length];
  return ask(box, question, ({ store, answer }) => {
    const remark = (): InputRemark | undefined => question.check(box.value);
    const show = (): void => {
      box.validationMessage = remark();
    };
    // What is there at first is not a mistake of the user's: errors are shown once something was typed or accepted.
    store.add(box.onDidChangeValue(show));
    store.add(
      box.onDidAccept(() => {
        if (remark()?.severity === vscode.InputBoxValidationSeverity.Error) return show();
        answer({ kind: 'value', value: box.value });
      }),
    );
  });
}

/** What a question works with while it is open. */
interface Asking<T> {
  readonly store: DisposableStore;
  readonly answer: (answer: Answer<T>) => void;
  readonly signal: AbortSignal;
}

/** Shows a quick input until it is answered, left by Esc, or gone back from; it is gone afterwards. */
function ask<T>(
  input: vscode.QuickInput & {
    placeholder: string | undefined;
    buttons: readonly vscode.QuickInputButton[];
    readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  },
  { title, place, placeholder }: Question,
  wire: (asking: Asking<T>) => void,
): Promise<Answer<T>> {
  input.title = title;
  input.step = place.step;
  input.totalSteps = place.total;
  input.placeholder = placeholder;
  // A key is often fetched from another window.
  input.ignoreFocusOut = true;
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise(resolve => {
    const store = new DisposableStore();
    const over = new AbortController();
    const answer = (given: Answer<T>): void => {
      over.abort();
      resolve(given);
      store.dispose();
    };
    store.add(input);
    store.add(input.onDidTriggerButton(() => answer({ kind: 'back' })));
    store.add(input.onDidHide(() => answer({ kind: 'cancel' })));
    wire({ store, answer, signal: over.signal });
    input.show();
  });
}

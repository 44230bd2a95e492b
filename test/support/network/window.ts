import * as vscode from 'vscode';
import type { Disposable } from '../../../src/common/disposable';

/** A message the extension showed, waiting for an answer. */
export interface ShownMessage {
  readonly text: string;
  readonly buttons: readonly string[];
  /** Presses a button, or closes the message. */
  answer(button?: string): void;
}

/** Stands where VS Code would show something; the window under test shows no messages by itself. */
export interface WindowStandIn extends Disposable {
  /** Error messages so far, oldest first. */
  readonly messages: readonly ShownMessage[];
  /** What the user types into the next input boxes. */
  typeIntoInputBox(text: string): void;
}

/** Takes the place of error messages and input boxes until it is disposed. */
export function standInForWindow(): WindowStandIn {
  const messages: ShownMessage[] = [];
  let input: string | undefined;
  const restore = [
    replace('showErrorMessage', (text: string, ...buttons: string[]) => {
      return new Promise<string | undefined>(answer => messages.push({ text, buttons, answer }));
    }),
    replace('showInputBox', () => Promise.resolve(input)),
  ];
  return {
    messages,
    typeIntoInputBox: text => (input = text),
    dispose() {
      for (const message of messages) message.answer();
      for (const undo of restore) undo();
    },
  };
}

/** The extension and its tests are handed the same `vscode` object, so a replacement here is one there. */
function replace(name: 'showErrorMessage' | 'showInputBox', value: unknown): () => void {
  const original: unknown = vscode.window[name];
  const set = (to: unknown): unknown =>
    Object.defineProperty(vscode.window, name, { value: to, configurable: true, writable: true });
  set(value);
  return () => void set(original);
}

import type * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';

/** The chat as the rest of the window knows it. */
export interface Chat extends Disposable {
  /** Something about the connection has changed. */
  connectionChanged(): void;
  /** Opens the chat and sends a question with some code of a file; behind an answer that runs it waits for its end. */
  ask(question: string, uri: vscode.Uri, range: vscode.Range): Promise<void>;
  /** Opens the chat with a text at the end of what stands in its input. */
  compose(text: string): Promise<void>;
  /** Deletes all conversations of this workspace for good, as far as they are in memory. */
  forget(): Promise<void>;
}

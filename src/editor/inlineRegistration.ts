import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';

/**
 * A provider of suggestions for all documents, registered with VS Code. At one version of a document VS Code asks a
 * provider once, and once more for a command, so that a text that has grown would not be asked for; a provider that is
 * registered anew counts as another one.
 */
export class InlineRegistration implements Disposable {
  private registered: Disposable;
  private disposed = false;

  constructor(private readonly provider: vscode.InlineCompletionItemProvider) {
    this.registered = this.register();
  }

  /** Has VS Code ask again the next time it has reason to, although nothing was typed. What is on screen stays. Nothing once it is disposed. */
  renew(): void {
    if (this.disposed) return;
    const before = this.registered;
    this.registered = this.register();
    before.dispose();
  }

  dispose(): void {
    this.disposed = true;
    this.registered.dispose();
  }

  private register(): Disposable {
    return vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, this.provider);
  }
}

import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { askAgain } from './askAgain';

/**
 * A provider of suggestions for all documents, registered with VS Code. At one version of a document VS Code asks a
 * provider once, and once more for a command, so that a text that has grown would not be asked for; a provider that is
 * registered anew counts as another one.
 */
export class InlineRegistration implements Disposable {
  private registered: Disposable;
  private disposed = false;

  /** @param extensionId the id of this extension, by which VS Code finds its provider */
  constructor(
    private readonly provider: vscode.InlineCompletionItemProvider,
    private readonly extensionId: string,
    private readonly log: Log,
  ) {
    this.registered = this.register();
  }

  /**
   * Has VS Code ask this provider, and none of another extension, as if something had been typed: what it answers takes
   * the place of what is on screen, whosever that is, and nothing does where it has no answer. Resolves when VS Code has
   * the answer, or does not want it any more; at once when this is disposed.
   */
  async askAnew(): Promise<void> {
    if (this.disposed) return;
    const before = this.registered;
    this.registered = this.register();
    before.dispose();
    await this.askOnce();
  }

  /**
   * Has VS Code ask this provider, and none of another extension, as if something had been typed, unless it has done so at
   * this version of the document. Resolves when it is answered, or when what VS Code has asked before is done and on screen.
   */
  async askOnce(): Promise<void> {
    if (this.disposed) return;
    await askAgain(this.log, 'editor.action.inlineSuggest.trigger', {
      providerId: `${this.extensionId.toLowerCase()}:*`,
      explicit: false,
    });
  }

  dispose(): void {
    this.disposed = true;
    this.registered.dispose();
  }

  private register(): Disposable {
    return vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, this.provider);
  }
}

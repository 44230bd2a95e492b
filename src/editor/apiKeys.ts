import * as vscode from 'vscode';
import type { Endpoint } from './endpoint';

/**
 * API keys, one per endpoint, in VS Code's secret storage and nowhere else: a key given for one host is never
 * sent to another.
 */
export class ApiKeys {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  /** The key for an endpoint, if one was set. */
  async get(endpoint: Endpoint): Promise<string | undefined> {
    return endpoint.kind === 'remote' ? this.secrets.get(storageKey(endpoint.origin)) : undefined;
  }

  /** Asks the person for the key of an endpoint. Resolves to true when one was stored. */
  async ask(endpoint: Endpoint): Promise<boolean> {
    if (endpoint.kind !== 'remote') {
      void vscode.window.showInformationMessage(
        'The local engine needs no API key. Set "codexSpark.endpoint" to a server first.',
      );
      return false;
    }
    const key = await vscode.window.showInputBox({
      title: 'API key',
      prompt: `For ${endpoint.origin}. It is kept in the secret storage of VS Code and sent to this host only.`,
      password: true,
      ignoreFocusOut: true,
      validateInput: value =>
        /^\S+$/.test(value.trim()) ? undefined : 'A key has no spaces and is not empty.',
    });
    if (key === undefined) return false;
    await this.secrets.store(storageKey(endpoint.origin), key.trim());
    return true;
  }

  /** Forgets the key of an endpoint. */
  async remove(endpoint: Endpoint): Promise<void> {
    if (endpoint.kind === 'remote') await this.secrets.delete(storageKey(endpoint.origin));
  }
}

function storageKey(origin: string): string {
  return `codexSpark.apiKey:${origin}`;
}

import type * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';

/** An `AbortSignal` that follows a `CancellationToken`. Dispose when the call is over. */
export function signalOf(token: vscode.CancellationToken): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listener = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => void listener.dispose() };
}

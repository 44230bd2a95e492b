import * as vscode from 'vscode';

/** Says how far something is, from 0 to 1, and what is being done. */
export type Report = (state: { readonly fraction: number; readonly words: string }) => void;

/** Runs something that takes a while in a notification with a bar and a button that cancels it. */
export async function withProgress<T>(
  title: string,
  run: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const stop = new AbortController();
    const listener = token.onCancellationRequested(() => stop.abort());
    let shown = 0;
    try {
      return await run(({ fraction, words }) => {
        const percent = Math.floor(fraction * 100);
        progress.report({ message: words, increment: percent - shown });
        shown = percent;
      }, stop.signal);
    } finally {
      listener.dispose();
    }
  });
}

import { connectAModel, rewriteAnswer, unreadableAnswer } from './answer';
import { asksToOptimise } from './instruction';
import { canRewrite, rewritableLanguages } from './languages';
import { rewriteAll } from './rewriteAll';

/** Code to rewrite, as the selection form of a prompt carries it. */
export interface OptimiseRequest {
  /** VS Code language id. */
  readonly language: string;
  readonly path: string;
  readonly text: string;
  /** What to do; empty means "optimise". */
  readonly instruction: string;
}

/** Longer selections are refused, so that one request cannot hold up the gateway. UTF-16 code units. */
export const mostCharacters = 200_000;

/**
 * Rewrites a selection by rules that keep its behaviour and answers as a model would: a fenced block with the
 * whole of it, then a list of what was done, where and why. What it cannot do it says in a plain sentence
 * without a code block. Rejects with the signal's reason when aborted.
 */
export async function optimise(request: OptimiseRequest, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const { language, text, instruction } = request;
  if (!asksToOptimise(instruction)) {
    return `The embedded engine only optimizes by fixed rules; it cannot follow "${oneLine(instruction)}". ${connectAModel}\n`;
  }
  if (!canRewrite(language)) {
    return `The embedded engine can rewrite ${rewritableLanguages}, not ${language || 'code of an unknown language'}. ${connectAModel}\n`;
  }
  if (text.length > mostCharacters) {
    return `The selection is too long for the embedded engine (${text.length} characters, at most ${mostCharacters}); select less. ${connectAModel}\n`;
  }
  const { finderFor } = await import('../codeTools');
  const rewritten = await rewriteAll(text, finderFor(language), signal);
  return 'fault' in rewritten
    ? unreadableAnswer(text, language, rewritten)
    : rewriteAnswer(text, language, rewritten);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

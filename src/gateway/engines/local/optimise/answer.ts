import type { AppliedRewrite } from './rewrite';

/** How to get what this engine cannot do. Said wherever it has to refuse. */
export const connectAModel =
  'This is the embedded engine (`local-recall`): it has no language model. For that, connect a model: set `codexSpark.endpoint` to its address.';

/** Code in a Markdown fence that nothing in the code can close. The text between the fences is the code, byte for byte, and one line end. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${code}\n${fence}`;
}

/** The answer to a rewriting request: the whole code, then what was done to it. */
export function rewriteAnswer(code: string, language: string, applied: readonly AppliedRewrite[]): string {
  const list =
    applied.length === 0
      ? 'The rules of the embedded engine found nothing to improve here; the code is unchanged. It has no language model: a larger rewrite needs one (setting `codexSpark.endpoint`).'
      : applied.map(({ rule, line, why }) => `- \`${rule}\` (line ${line}): ${why}.`).join('\n');
  return `${fenced(code, language)}\n\n${list}\n`;
}

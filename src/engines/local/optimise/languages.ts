/** How people call the languages whose code can be rewritten. */
export const rewritableLanguages = 'JavaScript, TypeScript and Python';

const javascript = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** VS Code's ids of the languages that there are parsers for. */
export type RewritableLanguage = (typeof javascript)[number] | 'python';

/** Whether there are a parser and rules for a VS Code language id. */
export function canRewrite(language: string): language is RewritableLanguage {
  return language === 'python' || javascript.some(id => id === language);
}

/** How people call the languages whose code can be rewritten. */
export const rewritableLanguages = 'JavaScript, TypeScript, Python, Go and Java';

const ids = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'python',
  'go',
  'java',
] as const;

/** VS Code's ids of the languages that there are parsers for. */
export type RewritableLanguage = (typeof ids)[number];

/** Whether there are a parser and rules for a VS Code language id. */
export function canRewrite(language: string): language is RewritableLanguage {
  return ids.some(id => id === language);
}

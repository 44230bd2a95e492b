import { jsFinder } from './javascript/rules';
import { pyFinder } from './python/rules';
import type { Finder } from './rewrite';

/** How people call the languages whose code can be rewritten. */
export const rewritableLanguages = 'JavaScript, TypeScript and Python';

/** The finder of rewrites for a VS Code language id; undefined for a language that has none. */
export function finderFor(language: string): Finder | undefined {
  switch (language) {
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return jsFinder(language);
    case 'python':
      return pyFinder();
    default:
      return undefined;
  }
}

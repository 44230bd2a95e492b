/**
 * All of the embedded engine that needs a parser. The gateway imports this on first use only, and its build keeps
 * it in a file of its own: nobody waits for parsers who just wants completions.
 */
import { goFinder } from './optimise/go/rules';
import { javaFinder } from './optimise/java/rules';
import { jsFinder } from './optimise/javascript/rules';
import type { RewritableLanguage } from './optimise/languages';
import { pyFinder } from './optimise/python/rules';
import type { Finder } from './optimise/rewrite';

export { mentionsOf, outlineOf } from './chat/codeFacts';
export { deedsOf } from './chat/structure';

/** The finder of rewrites for a language. */
export function finderFor(language: RewritableLanguage): Finder {
  switch (language) {
    case 'go':
      return goFinder();
    case 'java':
      return javaFinder();
    case 'python':
      return pyFinder();
    default:
      return jsFinder(language);
  }
}

import { within } from '../within';
import type { Finder } from '../rewrite';
import { loopFromRecursion } from './loopFromRecursion';
import type { JsRule } from './rule';
import { parseJs } from './source';

/** Every rule for JavaScript and TypeScript; where two collide the earlier one goes first. */
export const jsRules: readonly JsRule[] = [loopFromRecursion];

/** The finder for one of VS Code's JavaScript and TypeScript language ids. */
export function jsFinder(language: string, rules: readonly JsRule[] = jsRules): Finder {
  return text => {
    const source = parseJs(text, language);
    if (!source) return undefined;
    if (hidesNames(source.names, source.code)) return [];
    return within(
      source,
      rules.flatMap(rule => rule.find(source)),
    );
  };
}

/** With a direct `eval` or a `with` statement no name can be trusted. */
function hidesNames(names: ReadonlySet<string>, code: string): boolean {
  return names.has('eval') || /\bwith\s*\(/.test(code);
}

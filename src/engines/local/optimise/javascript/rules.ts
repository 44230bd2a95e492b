import * as t from '@babel/types';
import type { Finder } from '../rewrite';
import { findEach } from '../findEach';
import { booleanResult } from './booleanResult';
import { findFromFilter } from './findFromFilter';
import { includesFromIndexOf } from './includesFromIndexOf';
import { forOfFromIndex } from './forOfFromIndex';
import { setFromDedupe } from './setFromDedupe';
import { setInLoop } from './setInLoop';
import { oneFilter } from './oneFilter';
import { leastFromSort } from './leastFromSort';
import { promiseAll } from './promiseAll';
import { regexpOutOfLoop } from './regexpOutOfLoop';
import { hasOwnFromKeys } from './hasOwnFromKeys';
import { noNeedlessCopy } from './noNeedlessCopy';
import { earlyReturn } from './earlyReturn';
import { loopFromBranchingRecursion } from './loopFromBranchingRecursion';
import { loopFromRecursion } from './loopFromRecursion';
import { loopFromTailRecursion } from './loopFromTailRecursion';
import { noDoubleNegation } from './noDoubleNegation';
import { noElseReturn } from './noElseReturn';
import { noUselessReturn } from './noUselessReturn';
import { noVar } from './noVar';
import { objectShorthand } from './objectShorthand';
import { operatorAssignment } from './operatorAssignment';
import { preferConst } from './preferConst';
import { pushFromSpread } from './pushFromSpread';
import type { JsRule } from './rule';
import { setFromIncludes } from './setFromIncludes';
import { someFromFilter } from './someFromFilter';
import { readJs } from './parse';
import type { JsSource } from './source';

/** Every rule for JavaScript and TypeScript; where two collide the earlier one goes first. */
export const jsRules: readonly JsRule[] = [
  noElseReturn,
  loopFromRecursion,
  loopFromBranchingRecursion,
  loopFromTailRecursion,
  forOfFromIndex,
  setFromDedupe,
  setFromIncludes,
  setInLoop,
  hasOwnFromKeys,
  leastFromSort,
  promiseAll,
  regexpOutOfLoop,
  noNeedlessCopy,
  oneFilter,
  pushFromSpread,
  someFromFilter,
  findFromFilter,
  includesFromIndexOf,
  booleanResult,
  noUselessReturn,
  noDoubleNegation,
  noVar,
  preferConst,
  operatorAssignment,
  objectShorthand,
  earlyReturn,
];

/** The finder for one of VS Code's JavaScript and TypeScript language ids. */
export function jsFinder(language: string, rules: readonly JsRule[] = jsRules): Finder {
  return text => {
    const reading = readJs(text, language);
    if ('fault' in reading) return reading;
    const { source, unread } = reading;
    return { steps: hidesNames(source) ? [] : findEach(source, rules), unread };
  };
}

/** With a direct `eval` or a `with` statement no name can be trusted. */
function hidesNames({ ast, names }: JsSource): boolean {
  let found = names.has('eval');
  t.traverseFast(ast, node => {
    found ||= node.type === 'WithStatement';
  });
  return found;
}

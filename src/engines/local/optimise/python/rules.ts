import { findEach } from '../findEach';
import type { Finder } from '../rewrite';
import { anyFromLoop } from './anyFromLoop';
import { augmentedAssignment } from './augmentedAssignment';
import { booleanResult } from './booleanResult';
import { comprehensionFromAppend } from './comprehensionFromAppend';
import { enumerateFromRange } from './enumerateFromRange';
import { getFromDict } from './getFromDict';
import { joinFromConcat } from './joinFromConcat';
import { dictKeys } from './dictKeys';
import { generatorFromList } from './generatorFromList';
import { minFromSorted } from './minFromSorted';
import { noNeedlessCopy } from './noNeedlessCopy';
import { sumFromLoop } from './sumFromLoop';
import { uniqueFromLoop } from './uniqueFromLoop';
import { setFromMembership } from './setFromMembership';
import { gatherFromAwaits } from './gatherFromAwaits';
import { compileOutOfLoop } from './compileOutOfLoop';
import { earlyReturn } from './earlyReturn';
import { loopFromBranchingRecursion } from './loopFromBranchingRecursion';
import { loopFromRecursion } from './loopFromRecursion';
import { loopFromTailRecursion } from './loopFromTailRecursion';
import { notIn } from './notIn';
import type { PyRule } from './rule';
import { readPy } from './parse';

/** Every rule for Python; where two collide the earlier one goes first. */
export const pyRules: readonly PyRule[] = [
  loopFromRecursion,
  loopFromBranchingRecursion,
  loopFromTailRecursion,
  enumerateFromRange,
  uniqueFromLoop,
  setFromMembership,
  comprehensionFromAppend,
  sumFromLoop,
  joinFromConcat,
  anyFromLoop,
  compileOutOfLoop,
  gatherFromAwaits,
  noNeedlessCopy,
  generatorFromList,
  minFromSorted,
  dictKeys,
  getFromDict,
  booleanResult,
  notIn,
  augmentedAssignment,
  earlyReturn,
];

/** With these a program can see or change its names at run time. */
const hidesNames = ['eval', 'exec', 'locals', 'vars', 'globals'];

/** The finder for Python. */
export function pyFinder(rules: readonly PyRule[] = pyRules): Finder {
  return text => {
    const reading = readPy(text);
    if ('fault' in reading) return reading;
    const { source, unread } = reading;
    const hidden = hidesNames.some(name => source.names.has(name));
    return { steps: hidden ? [] : findEach(source, rules), unread };
  };
}

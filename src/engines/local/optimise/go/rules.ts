import { findEach } from '../findEach';
import type { Finder } from '../rewrite';
import { booleanResult } from '../typed/booleanResult';
import { earlyReturn } from '../typed/earlyReturn';
import type { TypedRule } from '../typed/source';
import { builderFromConcat } from './builderFromConcat';
import { capacityFromRange } from './capacityFromRange';
import { containsFromIndex } from './containsFromIndex';
import { itoaFromSprintf } from './itoaFromSprintf';
import { loopFromBranchingRecursion, loopFromRecursion } from './loopFromRecursion';
import { readGo } from './parse';
import { rangeFromIndex } from './rangeFromIndex';
import { regexpOnce } from './regexpOnce';
import { setFromLoop } from './setFromLoop';

/** Every rule for Go; where two collide the earlier one goes first. */
export const goRules: readonly TypedRule[] = [
  loopFromRecursion,
  loopFromBranchingRecursion,
  rangeFromIndex,
  setFromLoop,
  builderFromConcat,
  capacityFromRange,
  regexpOnce,
  containsFromIndex,
  itoaFromSprintf,
  booleanResult,
  earlyReturn,
];

/** The finder for Go. */
export function goFinder(rules: readonly TypedRule[] = goRules): Finder {
  return text => {
    const reading = readGo(text);
    if ('fault' in reading) return reading;
    return { steps: findEach(reading.source, rules), unread: reading.unread };
  };
}

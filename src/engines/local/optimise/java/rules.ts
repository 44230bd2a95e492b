import { findEach } from '../findEach';
import type { Finder } from '../rewrite';
import { booleanResult } from '../typed/booleanResult';
import { earlyReturn } from '../typed/earlyReturn';
import type { TypedRule } from '../typed/source';
import { builderFromConcat } from './builderFromConcat';
import { capacityFromLoop } from './capacityFromLoop';
import { entrySetFromKeys } from './entrySetFromKeys';
import { forEachFromIndex } from './forEachFromIndex';
import { loopFromBranchingRecursion, loopFromRecursion } from './loopFromRecursion';
import { minFromSorted } from './minFromSorted';
import { readJava } from './parse';
import { patternOnce } from './patternOnce';
import { primitiveFromBoxed } from './primitiveFromBoxed';
import { setFromContains } from './setFromContains';

/** Every rule for Java; where two collide the earlier one goes first. */
export const javaRules: readonly TypedRule[] = [
  loopFromRecursion,
  loopFromBranchingRecursion,
  forEachFromIndex,
  entrySetFromKeys,
  setFromContains,
  builderFromConcat,
  capacityFromLoop,
  patternOnce,
  minFromSorted,
  primitiveFromBoxed,
  booleanResult,
  earlyReturn,
];

/** The finder for Java. */
export function javaFinder(rules: readonly TypedRule[] = javaRules): Finder {
  return text => {
    const reading = readJava(text);
    if ('fault' in reading) return reading;
    return { steps: findEach(reading.source, rules), unread: reading.unread };
  };
}

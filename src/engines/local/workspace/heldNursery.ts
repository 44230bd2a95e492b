import { setFlagsFromString } from 'node:v8';
import { toDisposable, type Disposable } from '../../../common/disposable';

/**
 * Lets V8's nursery, where new objects begin, grow no further until disposed. Reading a workspace makes much that is of no use a
 * moment later, and V8 answers with a nursery that grows to many megabytes and stays so; a small one does for it in the same
 * time. While keys are typed a larger one saves time. One at a time may be held in a process.
 */
export function holdNursery(): Disposable {
  setFlagsFromString('--semi-space-growth-factor=1');
  return toDisposable(() => setFlagsFromString(`--semi-space-growth-factor=${usualFactor}`));
}

/** What V8 multiplies its size by, unless told otherwise. */
const usualFactor = 2;

/**
 * The priors that are shipped: what usually follows what in JavaScript and TypeScript, and in Python. A file of its own
 * in dist/, loaded with the first completion; each is unpacked when a file of its family is completed in.
 */
import { familyOf } from './recall/families';
import { readPrior } from './recall/prior/packed';
import type { PriorData } from './recall/prior/prior';
import { javascriptPrior } from './recall/prior/shipped/javascript';
import { pythonPrior } from './recall/prior/shipped/python';

const packed: ReadonlyMap<number, string> = new Map([
  [familyOf('javascript', ''), javascriptPrior],
  [familyOf('python', ''), pythonPrior],
]);

const read = new Map<number, PriorData>();

/** The prior of a family, undefined where none is shipped; unpacked once in a process. */
export function shippedPrior(family: number): PriorData | undefined {
  const known = read.get(family);
  const text = packed.get(family);
  if (known || text === undefined) return known;
  const prior = readPrior(text);
  read.set(family, prior);
  return prior;
}

import { priorHash, priorKinds } from './contexts';

/** How many symbols a prior can predict at most; 0 is none. */
const targetRange = 8192;

/** In how many equal steps of its logarithm a share between the least and 1 is told. */
export const shareSteps = 32;

/** The logarithm of the least share. */
const leastLog = Math.log(0.015);

/** Bits of a hash that choose a bucket; the next ones are kept to tell contexts apart. */
const bucketBits = 14;
const checkBits = 14;

/** What a prior says at a place; filled anew each time. */
export class PriorSays {
  /** Targets and what chance each has, the first `count` of each. */
  readonly targets = new Uint16Array(256);
  readonly chances = new Float64Array(256);
  /** The kind of the longest context that speaks for it. */
  readonly kinds = new Uint8Array(256);
  /** Those that have been taken up. */
  readonly used = new Uint8Array(256);
  count = 0;
  /** What is left for all that the contexts do not name. */
  rest = 1;
}

/**
 * The step of a share.
 * @public What counts a prior writes it so.
 */
export function stepOf(share: number): number {
  const step = Math.round((1 - Math.log(Math.max(share, 1e-9)) / leastLog) * (shareSteps - 1));
  return Math.max(0, Math.min(shareSteps - 1, step));
}

const shares = Float64Array.from({ length: shareSteps }, (_, step) =>
  Math.exp(leastLog * (1 - step / (shareSteps - 1))),
);

/**
 * Continuations by the hash of their context, in buckets: four bytes each. Contexts whose hashes share 28 bits are taken
 * for one another; that is rare and costs a wrong vote.
 */
export class PriorTable {
  private readonly starts = new Uint32Array(2 ** bucketBits + 1);
  private readonly entries: Uint32Array;

  /** What each continuation has, by rising key: `keys` as `priorKey` makes them, `targets`, and `steps` as of `stepOf`. */
  constructor(keys: Uint32Array, targets: Uint16Array, steps: Uint8Array) {
    const { starts } = this;
    this.entries = keys.map((key, at) => (key << 18) | ((targets[at] ?? 0) << 5) | (steps[at] ?? 0));
    for (const key of keys) starts[(key >>> checkBits) + 1] = (starts[(key >>> checkBits) + 1] ?? 0) + 1;
    for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  }

  /** Fills `says` with what follows the symbols that end before `end` of `contexts`: longer contexts come first. */
  ask(contexts: Int32Array, end: number, says: PriorSays): void {
    const { starts, entries } = this;
    says.count = 0;
    says.rest = 1;
    for (let kind = priorKinds - 1; kind >= 0; kind--) {
      const hash = priorHash(kind, contexts, end);
      if (hash === 0) continue;
      const key = priorKey(hash);
      const bucket = key >>> checkBits;
      const check = key & (2 ** checkBits - 1);
      const last = starts[bucket + 1] ?? 0;
      let taken = 0;
      for (let at = starts[bucket] ?? 0; at < last; at++) {
        const entry = entries[at] ?? 0;
        if (entry >>> 18 !== check || says.count >= 256) continue;
        const target = (entry >>> 5) & (targetRange - 1);
        const share = shares[entry & (shareSteps - 1)] ?? 0;
        taken += share;
        add(says, target, says.rest * share, kind);
      }
      says.rest *= Math.max(0.02, 1 - taken);
    }
  }
}

function add(says: PriorSays, target: number, chance: number, kind: number): void {
  for (let at = 0; at < says.count; at++) if (says.targets[at] === target) return;
  says.used[says.count] = 0;
  says.targets[says.count] = target;
  says.chances[says.count] = chance;
  says.kinds[says.count++] = kind;
}

/** The bits of the hash of a context by which it is known. */
export function priorKey(hash: number): number {
  return hash >>> (31 - bucketBits - checkBits);
}

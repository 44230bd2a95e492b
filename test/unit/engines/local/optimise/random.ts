/** Choices that come out the same for the same seed. */
export interface Random {
  /** A whole number from 0, below `n`. */
  readonly below: (n: number) => number;
  /** Whether something that happens once in `n` times happens. */
  readonly once: (n: number) => boolean;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
}

/** Chooses by the mulberry32 generator. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, once: n => below(n) === 0, pick: from => from[below(from.length)] ?? from[0] };
}

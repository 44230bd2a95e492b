import { align, Numbering } from '../../diff/alignment';
import type { Token } from './tokens';

/** Tokens that take the place of others; both by their numbers, ends exclusive. */
export interface TokenHunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Where two lines differ, token by token. */
export function tokenHunks(before: readonly Token[], after: readonly Token[]): TokenHunk[] {
  const numbering = new Numbering();
  const text = (token: Token): string => token.text;
  const { removed, added } = align(numbering.of(before.map(text)), numbering.of(after.map(text)), 64);
  const hunks: TokenHunk[] = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    const [oldStart, newStart] = [a, b];
    while (removed[a] === 1) a++;
    while (added[b] === 1) b++;
    if (a > oldStart || b > newStart) hunks.push({ oldStart, oldEnd: a, newStart, newEnd: b });
    else [a, b] = [a + 1, b + 1];
  }
  return hunks;
}

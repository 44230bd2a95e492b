import { tokenHunks, type TokenHunk } from './tokenHunks';
import type { Token } from './tokens';

/** A place in which a line was changed: the numbers of its tokens, ends exclusive. */
export type Cluster = TokenHunk;

/** Changed tokens with so many others between them, or fewer, are one place. */
const nearTokens = 3;

/**
 * The places in which a line was changed. What stands near to each other is one, and so is what opens brackets with what
 * closes them. What stays open is none.
 */
export function clustersOf(old: readonly Token[], now: readonly Token[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const hunk of tokenHunks(old, now)) {
    const last = clusters.at(-1);
    const isOne =
      last && (visible(old, last.oldEnd, hunk.oldStart) <= nearTokens || !isWhole(old, now, last));
    if (isOne) clusters[clusters.length - 1] = { ...last, oldEnd: hunk.oldEnd, newEnd: hunk.newEnd };
    else clusters.push(hunk);
  }
  return clusters
    .filter(cluster => !isBlank(old, now, cluster) && isWhole(old, now, cluster))
    .map(cluster => withNeighbour(old, now, cluster));
}

/** Takes the word in front in where it is written once more in what came; a text of the same letters is not that word. */
function withNeighbour(old: readonly Token[], now: readonly Token[], cluster: Cluster): Cluster {
  for (let back = 1; back <= 2; back++) {
    const token = old[cluster.oldStart - back];
    if (token?.kind !== 'name' || now[cluster.newStart - back]?.text !== token.text) continue;
    const isRepeated = now
      .slice(cluster.newStart, cluster.newEnd)
      .some(({ text, within }) => text === token.text && within === token.within);
    if (isRepeated)
      return { ...cluster, oldStart: cluster.oldStart - back, newStart: cluster.newStart - back };
  }
  return cluster;
}

function visible(tokens: readonly Token[], from: number, to: number): number {
  return tokens.slice(from, to).filter(token => token.kind !== 'space').length;
}

function isBlank(old: readonly Token[], now: readonly Token[], cluster: Cluster): boolean {
  const isSpace = (token: Token): boolean => token.kind === 'space';
  return (
    old.slice(cluster.oldStart, cluster.oldEnd).every(isSpace) &&
    now.slice(cluster.newStart, cluster.newEnd).every(isSpace)
  );
}

/** Whether as many brackets are opened and closed in what came as in what went. */
function isWhole(old: readonly Token[], now: readonly Token[], cluster: Cluster): boolean {
  return (
    balanceOf(old.slice(cluster.oldStart, cluster.oldEnd)) ===
    balanceOf(now.slice(cluster.newStart, cluster.newEnd))
  );
}

function balanceOf(tokens: readonly Token[]): string {
  const counts = [0, 0, 0];
  for (const { text, kind } of tokens) {
    if (kind !== 'sign') continue;
    const open = '([{'.indexOf(text);
    const close = ')]}'.indexOf(text);
    if (open >= 0) counts[open] = (counts[open] ?? 0) + 1;
    if (close >= 0) counts[close] = (counts[close] ?? 0) - 1;
  }
  return counts.join();
}

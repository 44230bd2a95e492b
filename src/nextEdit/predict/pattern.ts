import type { Change } from './change';
import { tokenHunks, type TokenHunk } from './tokenHunks';
import { longestLine, tokensOf, type Token } from './tokens';

/** One line that was changed by a pattern. */
export interface Example {
  readonly uri: string;
  /** The tokens of the former line left and right of what was removed. */
  readonly left: readonly Token[];
  readonly right: readonly Token[];
  readonly within: Token['within'];
  /** Where the new text stands now, UTF-16; undefined where something newer changed it. */
  readonly start: number | undefined;
  /** How many places of the line were changed at once. */
  readonly hunks: number;
  /** Whether the line has as many brackets open as it had. */
  readonly isBalanced: boolean;
  /** ms */
  readonly time: number;
}

/** Tokens that took the place of others, with the lines in which they did. */
export interface Pattern {
  /** What is removed and what is inserted, as a text. */
  readonly key: string;
  readonly removed: readonly Token[];
  readonly inserted: readonly Token[];
  readonly examples: readonly Example[];
}

/** Places of a line with so many tokens between them, or fewer, are one. */
const nearTokens = 3;

/** A longer piece is other code, not another form of the same, in tokens. */
const mostTokens = 60;

/** The patterns in some changes, those of the first change first. A change of one line may hold several. */
export function patternsIn(changes: readonly Change[]): Pattern[] {
  const found = new Map<string, Pattern & { examples: Example[] }>();
  for (const change of changes) {
    const [before, after] = [change.before[0], change.after[0]];
    if (before === undefined || after === undefined) continue;
    if (change.before.length !== 1 || change.after.length !== 1) continue;
    if (before.length > longestLine || after.length > longestLine) continue;
    const [old, now] = [tokensOf(before), tokensOf(after)];
    const hunks = clustersOf(old, now);
    const isBalanced = balanceOf(old) === balanceOf(now);
    for (const hunk of hunks) {
      const removed = old.slice(hunk.oldStart, hunk.oldEnd);
      const inserted = now.slice(hunk.newStart, hunk.newEnd);
      if (removed.length > mostTokens || inserted.length > mostTokens) continue;
      const key = JSON.stringify([removed.map(textOf), inserted.map(textOf)]);
      const start =
        change.start === undefined ? undefined : change.start + (now[hunk.newStart]?.start ?? after.length);
      const example: Example = {
        uri: change.uri,
        left: old.slice(0, hunk.oldStart),
        right: old.slice(hunk.oldEnd),
        within: (inserted[0] ?? removed[0])?.within ?? 'code',
        start,
        hunks: hunks.length,
        isBalanced,
        time: change.time,
      };
      const known = found.get(key);
      if (known) known.examples.push(example);
      else found.set(key, { key, removed, inserted, examples: [example] });
    }
  }
  return [...found.values()];
}

/**
 * The places in which a line was changed. What stands near to each other is one, and so is what opens brackets with what
 * closes them. What stays open is none.
 */
function clustersOf(old: readonly Token[], now: readonly Token[]): TokenHunk[] {
  const clusters: TokenHunk[] = [];
  for (const hunk of tokenHunks(old, now)) {
    const last = clusters.at(-1);
    const isOne =
      last && (visible(old, last.oldEnd, hunk.oldStart) <= nearTokens || !isWhole(old, now, last));
    if (isOne) clusters[clusters.length - 1] = { ...last, oldEnd: hunk.oldEnd, newEnd: hunk.newEnd };
    else clusters.push(hunk);
  }
  return clusters.filter(cluster => !isBlank(old, now, cluster) && isWhole(old, now, cluster));
}

function visible(tokens: readonly Token[], from: number, to: number): number {
  return tokens.slice(from, to).filter(token => token.kind !== 'space').length;
}

/** Whether as many brackets are opened and closed in what came as in what went. */
function isWhole(old: readonly Token[], now: readonly Token[], hunk: TokenHunk): boolean {
  return (
    balanceOf(old.slice(hunk.oldStart, hunk.oldEnd)) === balanceOf(now.slice(hunk.newStart, hunk.newEnd))
  );
}

function isBlank(old: readonly Token[], now: readonly Token[], hunk: TokenHunk): boolean {
  const isSpace = (token: Token): boolean => token.kind === 'space';
  return (
    old.slice(hunk.oldStart, hunk.oldEnd).every(isSpace) &&
    now.slice(hunk.newStart, hunk.newEnd).every(isSpace)
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

function textOf(token: Token): string {
  return token.text;
}

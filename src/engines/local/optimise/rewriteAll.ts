import type { AppliedRewrite, Finder, Rewrite, Rewritten } from './rewrite';
import type { Unreadable } from './setAside';
import { lineAt } from './lines';
import { TakenPlaces } from './takenPlaces';
import { applyEdits, mapBack } from './textEdit';

/** One rewrite may make room for the next; no real text needs anywhere near this many rounds. */
const maxRounds = 20;

/**
 * Applies rewrites round by round until none is left, so that a second call changes nothing more. Where two
 * collide, the earlier one in the finder's order wins the round. Rejects with the signal's reason when it
 * aborts between two steps.
 */
export async function rewriteAll(
  text: string,
  find: Finder,
  signal: AbortSignal,
): Promise<Rewritten | Unreadable> {
  const original = text;
  const first = find(text);
  if ('fault' in first) return first;
  const { unread } = first;
  const applied: AppliedRewrite[] = [];
  const backwards: ((offset: number) => number)[] = [];
  const toOriginal = (offset: number): number => backwards.reduceRight((at, back) => back(at), offset);

  for (let round = 0; round < maxRounds; round++) {
    signal.throwIfAborted();
    const findings = round === 0 ? first : find(text);
    if ('fault' in findings || findings.unread.length > unread.length) {
      // A rewrite that breaks the syntax would be a defect of its rule; the user's code must not pay for it.
      return { text: original, applied: [], unread };
    }
    const found: Rewrite[] = [];
    for (const step of findings.steps) {
      found.push(...step);
      await nextTurn();
      signal.throwIfAborted();
    }
    const chosen = withoutCollisions(found);
    if (chosen.length === 0) break;
    for (const { rule, why, assumes, at } of chosen) {
      applied.push({
        rule,
        why: assumes === undefined ? why : `${why}, provided that ${assumes}`,
        line: lineAt(original, toOriginal(at)),
      });
    }
    const edits = chosen.flatMap(rewrite => rewrite.edits);
    text = applyEdits(text, edits);
    backwards.push(mapBack(edits));
  }
  return { text, applied: applied.sort((a, b) => a.line - b.line), unread };
}

function withoutCollisions(found: readonly Rewrite[]): Rewrite[] {
  const chosen: Rewrite[] = [];
  const taken = new TakenPlaces();
  for (const rewrite of found) {
    if (!rewrite.edits.some(edit => taken.has(edit))) {
      rewrite.edits.forEach(edit => taken.add(edit));
      chosen.push(rewrite);
    }
  }
  return chosen;
}

/** Lets the gateway serve other lanes between two steps. */
function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

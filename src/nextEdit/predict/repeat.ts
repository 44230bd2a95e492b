import type { DocumentText, NextEdit } from '../nextEdit';
import type { Change } from './change';
import { confidenceOf } from './confidence';
import { factsOf, featuresOf, type PatternFacts, type Way } from './features';
import { isKeyword } from './keywords';
import { likesOf, type Like } from './likes';
import { LineTable } from './lineTable';
import type { PredictionMoment } from './moment';
import { isWord, patternsIn, type Example, type Pattern } from './pattern';
import { usesOfRenamed } from './scope';
import type { Work } from './work';

/** So many patterns are looked for at the most, those of the newest changes. */
const mostPatterns = 8;

/** In other documents only names are looked for that are at least so long, UTF-16 code units. */
const shortestElsewhere = 4;

/** What is known of one place costs about as much as so many looked-at UTF-16 code units. */
const unitsOfLike = 200;

/** A place for an edit and what is known of it. */
export interface RatedLike {
  readonly like: Like;
  readonly facts: PatternFacts;
  readonly way: Way;
  /** Whether it uses what was renamed where it is declared. */
  readonly isUse: boolean;
}

/** The patterns of the newest changes that are of use at a moment. */
export function latestPatterns(changes: readonly Change[], moment: PredictionMoment): Pattern[] {
  return patternsIn(changes)
    .slice(0, mostPatterns)
    .filter(pattern => !isGrammar(pattern) && isText(pattern))
    .filter(pattern => !pattern.examples.some(example => isBeingTyped(example, pattern, moment)));
}

/**
 * The same again: what was done to lines, done to those that are like them. One edit for each place.
 * @param dropped how many edits of a pattern, by its key, were dropped: places that were left as they are
 */
export async function repeats(
  patterns: readonly Pattern[],
  documents: readonly DocumentText[],
  work: Work,
  dropped: (key: string) => number,
): Promise<NextEdit[]> {
  const edits: NextEdit[] = [];
  for (const { like, facts, way, isUse } of await ratedLikes(patterns, documents, work, dropped)) {
    await work.did(unitsOfLike);
    const byForest = confidenceOf(featuresOf(like, facts, way));
    const byRule = isUse ? ofUse : isLeftBehind(like, facts, way) ? ofLeftBehind : 0;
    const confidence = Math.max(byForest, byRule);
    const kind = facts.isRename ? 'rename' : 'repeat';
    edits.push({ uri: like.uri, edits: [like.edit], kind, confidence, cause: like.pattern.key });
  }
  return edits;
}

/** Of 103 such places in versions of the packages for tuning 101 were right. */
const ofUse = 0.93;

/** Of 106 such places in versions of the packages for tuning 92 in a hundred were right. */
const ofLeftBehind = 0.88;

/** Whether it uses a name of which only the declaration, above it in its block, was changed: it would mean nothing now. */
function isLeftBehind({ pattern, within }: Like, facts: PatternFacts, way: Way): boolean {
  const isAlone = pattern.examples.every(example => example.places === 1);
  const isBelow = way.distance >= 0 && !way.leavesBlock;
  const isWhole = facts.skipped === 0;
  return (
    isWhole &&
    facts.isDeclared &&
    facts.isNew &&
    !facts.oldDeclared &&
    isAlone &&
    isBelow &&
    within === 'code'
  );
}

/** All places where one of some patterns could be applied. */
export async function ratedLikes(
  patterns: readonly Pattern[],
  documents: readonly DocumentText[],
  work: Work,
  dropped: (key: string) => number = () => 0,
): Promise<RatedLike[]> {
  const found: RatedLike[] = [];
  const tables = new Map<string, LineTable>();
  for (const pattern of patterns) {
    for (const document of documents) {
      const isHere = pattern.examples.some(({ uri }) => uri === document.uri);
      if (!isHere && !isWorthCarrying(pattern)) continue;
      const likes = await likesOf(pattern, document, work);
      if (likes.length === 0) continue;
      const facts = factsOf(pattern, document, likes, dropped(pattern.key));
      const lines = tables.get(document.uri) ?? (await LineTable.of(document.text, work));
      tables.set(document.uri, lines);
      const own = pattern.examples.find(
        example => example.uri === document.uri && example.start !== undefined,
      );
      const from = own?.start === undefined ? undefined : lines.lineOf(own.start);
      const wayTo = waysFrom(lines, from);
      // Where one of them was left as it is, that it is bound there says nothing.
      const isUse =
        facts.isRename && facts.skipped === 0
          ? usesOfRenamed(pattern, document.uri, likes, lines)
          : () => false;
      for (const like of likes) {
        await work.did(unitsOfLike);
        if (isOtherName(like, facts)) continue;
        found.push({ like, facts, way: wayTo(lines.lineOf(like.edit.offset)), isUse: isUse(like) });
      }
    }
  }
  return found;
}

/** Blocks are told apart over so many lines; what is further away is in another one. */
const farthestBlock = 2_000;

/** How one comes from a line to others; without one, all are far. */
function waysFrom(lines: LineTable, from: number | undefined): (to: number) => Way {
  if (from === undefined) return () => ({ distance: 10_000, isSameIndent: false, leavesBlock: true });
  const indent = lines.indentOf(from);
  const leastIndentTo = lines.leastIndentFrom(from);
  return to => {
    const isFar = Math.abs(to - from) > farthestBlock;
    return {
      distance: to - from,
      isSameIndent: lines.indentOf(to) === indent,
      leavesBlock: indent > 0 && (isFar || leastIndentTo(to) < indent),
    };
  };
}

/** Whether nothing of what comes is half of a character: that is typed in two steps. */
function isText({ inserted }: Pattern): boolean {
  return !inserted.some(({ text }) => /\p{Cs}/u.test(text));
}

/** Whether a single word of the language was changed, and only once so far: that says nothing about the others. */
function isGrammar({ removed, examples }: Pattern): boolean {
  const words = removed.filter(isWord);
  return examples.length === 1 && words.length > 0 && words.every(token => isKeyword(token.text));
}

/** Whether it is a name in a text, where the one that was changed is none. */
function isOtherName({ within, sameWithin }: Like, { isRename }: PatternFacts): boolean {
  return isRename && within === 'string' && !sameWithin;
}

/** Whether it is a name that other documents may know. */
function isWorthCarrying({ removed, inserted }: Pattern): boolean {
  const [from, to] = [removed[0], inserted[0]];
  if (removed.length !== 1 || inserted.length !== 1 || from?.kind !== 'name' || to?.kind !== 'name')
    return false;
  return from.text.length >= shortestElsewhere;
}

/**
 * Whether the cursor stands in the middle of a word to which only letters were added so far: it is not written to its end
 * then.
 */
function isBeingTyped(
  { uri, start }: Example,
  pattern: Pattern,
  { active, cursor }: PredictionMoment,
): boolean {
  if (uri !== active.uri || start === undefined) return false;
  let at = start;
  for (const { text, kind } of pattern.inserted) {
    const within = cursor - at;
    if (kind !== 'space' && within > 0 && within < text.length) {
      return pattern.removed.some(
        old => old.text.length < text.length && old.text.endsWith(text.slice(within)),
      );
    }
    at += text.length;
  }
  return false;
}

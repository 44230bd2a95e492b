import type { DocumentText, NextEdit } from '../nextEdit';
import type { Change } from './change';
import { confidenceOf } from './confidence';
import { factsOf, featuresOf, isDeclaration, type PatternFacts, type Way } from './features';
import { isKeyword } from './keywords';
import { likesOf, type Like } from './likes';
import { LineTable } from './lineTable';
import type { PredictionMoment } from './moment';
import { isWord, patternsIn, type Example, type Pattern } from './pattern';
import type { Work } from './work';

/** So many patterns are looked for at the most, those of the newest changes. */
const mostPatterns = 12;

/** In other documents only names are looked for that are at least so long, UTF-16 code units. */
const shortestElsewhere = 4;

/** What is known of one place costs about as much as so many looked-at UTF-16 code units. */
const unitsOfLike = 200;

/** A place for an edit and what is known of it. */
export interface RatedLike {
  readonly like: Like;
  readonly facts: PatternFacts;
  readonly way: Way;
}

/** The patterns of the newest changes that are of use at a moment. */
export function latestPatterns(changes: readonly Change[], moment: PredictionMoment): Pattern[] {
  return patternsIn(changes)
    .slice(0, mostPatterns)
    .filter(pattern => !moment.dropped?.has(pattern.key) && !isGrammar(pattern) && isText(pattern))
    .filter(pattern => !pattern.examples.some(example => isBeingTyped(example, pattern, moment)));
}

/** The same again: what was done to lines, done to those that are like them. One edit for each place. */
export async function repeats(
  patterns: readonly Pattern[],
  documents: readonly DocumentText[],
  work: Work,
): Promise<NextEdit[]> {
  const edits: NextEdit[] = [];
  for (const { like, facts, way } of await ratedLikes(patterns, documents, work)) {
    await work.did(unitsOfLike);
    const byForest = confidenceOf(featuresOf(like, facts, way));
    const confidence = isLeftBehind(like, facts, way) ? Math.max(byForest, ofLeftBehind) : byForest;
    const kind = facts.isRename ? 'rename' : 'repeat';
    edits.push({ uri: like.uri, edits: [like.edit], kind, confidence, cause: like.pattern.key });
  }
  return edits;
}

/** Of 106 such places in versions of the packages for tuning 92 in a hundred were right. */
const ofLeftBehind = 0.88;

/** Whether it uses a name of which only the declaration, above it in its block, was changed: it would mean nothing now. */
function isLeftBehind({ pattern, within, isOtherRole }: Like, facts: PatternFacts, way: Way): boolean {
  const isAlone = pattern.examples.every(example => example.places === 1);
  if (isOtherRole || way.isRedeclared || (facts.isParameter && way.leavesBody)) return false;
  const isBelow = way.distance >= 0 && !way.leavesBlock;
  return facts.isDeclared && facts.isNew && !facts.oldDeclared && isAlone && isBelow && within === 'code';
}

/** All places where one of some patterns could be applied. */
export async function ratedLikes(
  patterns: readonly Pattern[],
  documents: readonly DocumentText[],
  work: Work,
): Promise<RatedLike[]> {
  const found: RatedLike[] = [];
  const tables = new Map<string, LineTable>();
  for (const pattern of patterns) {
    for (const document of documents) {
      const isHere = pattern.examples.some(({ uri }) => uri === document.uri);
      if (!isHere && !isWorthCarrying(pattern)) continue;
      const likes = await likesOf(pattern, document, work);
      if (likes.length === 0) continue;
      const facts = factsOf(pattern, document, likes);
      const lines = tables.get(document.uri) ?? (await LineTable.of(document.text, work));
      tables.set(document.uri, lines);
      const own = pattern.examples.flatMap(({ uri, start }) =>
        start === undefined || uri !== document.uri ? [] : [start],
      );
      const waysTo = own.slice(0, mostExamples).map(start => waysFrom(lines, lines.lineOf(start)));
      const between = countBetween(pattern, document.uri, likes);
      const isRedeclared = declaredBetween(own, likes);
      for (const [n, like] of likes.entries()) {
        await work.did(unitsOfLike);
        if (isOtherName(like, facts)) continue;
        const way = nearestWay(waysTo, lines.lineOf(like.edit.offset));
        found.push({ like, facts, way: { ...way, between: between(n), isRedeclared: isRedeclared(n) } });
      }
    }
  }
  return found;
}

/** Blocks are told apart over so many lines; what is further away is in another one. */
const farthestBlock = 2_000;

/** So many examples of a pattern are looked at, the newest, to tell whether a place is in a block with one. */
const mostExamples = 6;

type LineWay = Omit<Way, 'between' | 'isRedeclared'>;

/** How one comes to a line: how far it is from the newest example, and whether it is in a block with any of them. */
function nearestWay(waysTo: readonly ((to: number) => LineWay)[], to: number): LineWay {
  const ways = waysTo.map(wayTo => wayTo(to));
  const [newest] = ways;
  if (!newest) return { distance: 10_000, isSameIndent: false, leavesBlock: true, leavesBody: true };
  return {
    distance: newest.distance,
    isSameIndent: ways.some(way => way.isSameIndent),
    leavesBlock: ways.every(way => way.leavesBlock),
    leavesBody: ways.every(way => way.leavesBody),
  };
}

/** How one comes from a line to others. */
function waysFrom(lines: LineTable, from: number): (to: number) => LineWay {
  const indent = lines.indentOf(from);
  const leastIndentTo = lines.leastIndentFrom(from);
  return to => {
    const isFar = Math.abs(to - from) > farthestBlock;
    const least = isFar ? -1 : leastIndentTo(to);
    return {
      distance: to - from,
      isSameIndent: lines.indentOf(to) === indent,
      leavesBlock: indent > 0 && least < indent,
      leavesBody: to < from || (to > from && Math.min(least, lines.indentOf(to)) <= indent),
    };
  };
}

/** A function that says how many places lie between one, by its number, and the nearest that was changed. */
function countBetween(pattern: Pattern, uri: string, likes: readonly Like[]): (n: number) => number {
  // For each place that was changed, the number of the first one behind it.
  const behind = pattern.examples.flatMap(example => {
    const { start } = example;
    if (example.uri !== uri || start === undefined) return [];
    const first = likes.findIndex(({ edit }) => edit.offset > start);
    return [first < 0 ? likes.length : first];
  });
  return n => Math.min(likes.length, ...behind.map(first => (n >= first ? n - first : first - 1 - n)));
}

/**
 * A function that says whether a place, by its number, declares the name once more, or one between it and the nearest that was
 * changed in front of it does.
 */
function declaredBetween(changed: readonly number[], likes: readonly Like[]): (n: number) => boolean {
  let latest = -1;
  const declared = likes.map(like => (isDeclaration(like) ? (latest = like.edit.offset) : latest));
  return n => {
    const at = likes[n]?.edit.offset ?? 0;
    const from = Math.max(-1, ...changed.filter(start => start <= at));
    return (declared[n] ?? -1) > from;
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

import type { DocumentText } from '../nextEdit';
import { isPartOfWord } from './words';
import { isKeyword } from './keywords';
import type { Like } from './likes';
import type { Pattern } from './pattern';
import type { Token } from './tokens';

/** What is known of a place where a pattern could be applied, as numbers of about 0 to 1. */
export type Features = Readonly<Record<FeatureName, number>>;

export const featureNames = [
  'left',
  'right',
  'anyLeft',
  'anyRight',
  'wholeLeft',
  'wholeRight',
  'wholeLine',
  'removedWords',
  'removedLength',
  'onlyInserts',
  'onlyRemoves',
  'rename',
  'renameDeclared',
  'renameNew',
  'renameShort',
  'newWord',
  'twoExamples',
  'threeExamples',
  'agrees',
  'likes',
  'sameWithin',
  'manyHunks',
  'distance',
  'below',
  'onlySigns',
  'contextLength',
  'onlyInsertsLeft',
  'onlyInsertsRight',
  'memberDiffers',
  'shapeLeft',
  'shapeRight',
  'skipped',
  'rank',
  'oldDeclared',
  'inString',
  'inComment',
  'insertedLength',
  'removedTokens',
  'holes',
  'unheard',
  'varied',
  'brings',
  'removesLine',
  'keyword',
  'leavesBlock',
  'sameIndent',
] as const;

export type FeatureName = (typeof featureNames)[number];

/** How one comes from the last edit to a place. */
export interface Way {
  /** In lines, negative for upwards. Lines of other documents are far. */
  readonly distance: number;
  readonly isSameIndent: boolean;
  /** Whether a line between them is indented less: the place is in another block. */
  readonly leavesBlock: boolean;
}

/** What a pattern and a document say about all of its places there. */
export interface PatternFacts {
  /** Whether something of what was inserted is nowhere else in the document. */
  readonly isNew: boolean;
  readonly isRename: boolean;
  readonly isDeclared: boolean;
  /** How many places there are. */
  readonly likes: number;
  /** How many were left as they are: they lie between two places that were changed, or were dropped. */
  readonly skipped: number;
  /** How many tokens agree at the likest place. */
  readonly best: number;
  /** Whether a former name is still declared. */
  readonly oldDeclared: boolean;
}

/** @param dropped how many of its places were offered, and dropped */
export function factsOf(
  pattern: Pattern,
  document: DocumentText,
  likes: readonly Like[],
  dropped: number,
): PatternFacts {
  const { removed, inserted, examples } = pattern;
  const isRename =
    removed.length === 1 &&
    inserted.length === 1 &&
    removed[0]?.kind === 'name' &&
    inserted[0]?.kind === 'name';
  const starts = new Set(examples.flatMap(({ start }) => (start === undefined ? [] : [start])));
  const width = inserted.reduce((sum, token) => sum + token.text.length, 0);
  const isNew = inserted.some(
    token =>
      token.kind === 'name' &&
      !removed.some(({ text }) => text === token.text) &&
      !occurs(document.text, token.text, starts, width),
  );
  const isDeclared = isRename && examples.some(({ left, right }) => declares(left, right));
  const own = examples.flatMap(({ uri, start }) =>
    start === undefined || uri !== document.uri ? [] : [start],
  );
  const [first, last] = [Math.min(...own), Math.max(...own)];
  const between = likes.filter(({ edit }) => edit.offset > first && edit.offset < last).length;
  const skipped = between + dropped;
  const best = Math.max(...likes.map(like => like.left + like.right));
  const oldDeclared = isRename && likes.some(like => declares(like.before, like.behind));
  return { isNew, isRename, isDeclared, likes: likes.length, skipped, best, oldDeclared };
}

export function featuresOf(
  like: Like,
  facts: PatternFacts,
  { distance, isSameIndent, leavesBlock }: Way,
): Features {
  const { pattern, left, right } = like;
  const { removed, inserted, examples } = pattern;
  const words = removed.filter(({ kind }) => kind === 'name' || kind === 'number');
  const longest = Math.max(0, ...words.map(({ text }) => text.length));
  const flag = (value: boolean): number => (value ? 1 : 0);
  const onlyInserts = removed.every(isBlank);
  const onlyRemoves = inserted.every(isBlank);
  const example = examples[0];
  const context = example ? contextLength(example.left, example.right, left, right) : 0;
  return {
    left: Math.min(left, 6) / 6,
    right: Math.min(right, 6) / 6,
    anyLeft: flag(left > 0 || like.wholeLeft),
    anyRight: flag(right > 0 || like.wholeRight),
    wholeLeft: flag(like.wholeLeft),
    wholeRight: flag(like.wholeRight),
    wholeLine: flag(like.wholeLeft && like.wholeRight),
    removedWords: Math.min(words.length, 3) / 3,
    removedLength: Math.min(longest, 12) / 12,
    onlyInserts: flag(onlyInserts),
    onlyRemoves: flag(onlyRemoves),
    rename: flag(facts.isRename),
    renameDeclared: flag(facts.isDeclared),
    renameNew: flag(facts.isRename && facts.isNew),
    renameShort: flag(facts.isRename && longest < 3),
    newWord: flag(facts.isNew),
    twoExamples: flag(examples.length > 1),
    threeExamples: flag(examples.length > 2),
    agrees: flag(examples.length > 1 && like.agrees),
    likes: Math.min(Math.log2(facts.likes), 6) / 6,
    sameWithin: flag(like.sameWithin),
    manyHunks: flag((example?.places ?? 1) > 1),
    distance: Math.min(Math.log2(1 + Math.abs(distance)), 10) / 10,
    below: flag(distance >= 0),
    onlySigns: flag(![...removed, ...inserted].some(({ kind }) => kind === 'name' || kind === 'number')),
    contextLength: Math.min(context, 12) / 12,
    onlyInsertsLeft: onlyInserts ? Math.min(left, 6) / 6 : 0,
    onlyInsertsRight: onlyInserts ? Math.min(right, 6) / 6 : 0,
    memberDiffers: flag(facts.isRename && left === 0 && !like.wholeLeft),
    shapeLeft: flag(like.shapeLeft),
    shapeRight: flag(like.shapeRight),
    skipped: Math.min(facts.skipped, 3) / 3,
    rank: (like.left + like.right) / Math.max(1, facts.best),
    oldDeclared: flag(facts.oldDeclared),
    inString: flag(like.within === 'string'),
    inComment: flag(like.within === 'comment'),
    insertedLength: Math.min(inserted.length, 12) / 12,
    holes: Math.min(example?.held.length ?? 0, 3) / 3,
    unheard: Math.min(like.unheard, 3) / 3,
    varied: flag(examples.some(other => other.held.join() !== example?.held.join())),
    brings: flag(inserted.some(({ text }) => text.includes('\n'))),
    keyword: flag(words.length > 0 && words.every(({ text }) => isKeyword(text))),
    leavesBlock: flag(leavesBlock),
    sameIndent: flag(isSameIndent),
    removesLine: flag(pattern.removesLine),
    removedTokens: Math.min(removed.length, 12) / 12,
  };
}

/** The longest word of the context that agrees, in UTF-16 code units. */
function contextLength(
  left: readonly Token[],
  right: readonly Token[],
  toLeft: number,
  toRight: number,
): number {
  const visible = (token: Token): boolean => token.kind !== 'space';
  const near = [
    ...left.filter(visible).toReversed().slice(0, Math.min(toLeft, 4)),
    ...right.filter(visible).slice(0, Math.min(toRight, 4)),
  ];
  return Math.max(0, ...near.map(token => (token.kind === 'sign' ? 0 : token.text.length)));
}

/** Whether a word stands in a text anywhere else than at the places where it was just written. */
function occurs(text: string, word: string, starts: ReadonlySet<number>, width: number): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (isPartOfWord(text[at - 1]) || isPartOfWord(text[at + word.length])) continue;
    if (![...starts].some(start => at >= start && at < start + width)) return true;
  }
  return false;
}

const declaring =
  /^(?:const|let|var|val|def|fn|func|fun|function|class|interface|type|enum|struct|trait|record|object|module|namespace|auto|static|final|mut|param)$/;

/** Whether the line declares the name between its two parts. */
function declares(left: readonly Token[], right: readonly Token[]): boolean {
  const before = left.filter(token => token.kind !== 'space');
  const [next, afterNext] = right.filter(token => token.kind !== 'space');
  const last = before.at(-1);
  if (last && declaring.test(last.text)) return true;
  const isAssigned = next?.text === '=' && afterNext?.text !== '=';
  if (before.length === 0) return isAssigned || next?.text === ':';
  // Two names side by side: a type and what is of it.
  const isTyped = last?.kind === 'name' && left.at(-1)?.kind === 'space' && !isKeyword(last.text);
  if (isTyped && (isAssigned || next === undefined || /^[;,):]$/.test(next.text))) return true;
  // A parameter: in the brackets of a head.
  const isHead = before.some(token => /^(?:function|def|fn|func|fun|constructor)$/.test(token.text));
  const isArrow = right.some((token, n) => token.text === '=' && right[n + 1]?.text === '>');
  const isFirst = last?.text === '(' || last?.text === ',';
  return isFirst && (isHead || isArrow) && (next === undefined || /^[,):=?]$/.test(next.text));
}

function isBlank(token: Token): boolean {
  return token.kind === 'space';
}

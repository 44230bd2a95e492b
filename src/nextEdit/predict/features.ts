import type { DocumentText } from '../nextEdit';
import { isPartOfWord } from './words';
import { isKeyword } from './keywords';
import type { Like } from './likes';
import { declarationOf } from './declaration';
import { changesOfPattern, type Pattern } from './pattern';
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
  'examples',
  'doneShare',
  'between',
  'similarity',
  'sameAbove',
  'sameBelow',
  'prose',
  'imports',
  'atStart',
  'atEnd',
  'member',
  'wholeChange',
  'emptyRest',
  'otherRole',
  'parameter',
  'leavesBody',
  'redeclared',
  'declares',
  'changes',
  'numbers',
] as const;

export type FeatureName = (typeof featureNames)[number];

/** Whether a place declares the name that it is. */
export function isDeclaration({ before, behind }: Like): boolean {
  return declarationOf(before, behind) !== undefined;
}

/** How one comes from the last edit to a place. */
export interface Way {
  /** In lines, negative for upwards. Lines of other documents are far. */
  readonly distance: number;
  readonly isSameIndent: boolean;
  /** Whether a line between them is indented less: the place is in another block. */
  readonly leavesBlock: boolean;
  /** Whether it is outside of the lines that are indented deeper, right below. */
  readonly leavesBody: boolean;
  /** Whether the same name is declared once more on the way, or there. */
  readonly isRedeclared: boolean;
  /** How many other places lie between it and the nearest one that was changed. */
  readonly between: number;
}

/** What a pattern and a document say about all of its places there. */
export interface PatternFacts {
  /** Whether something of what was inserted is nowhere else in the document. */
  readonly isNew: boolean;
  readonly isRename: boolean;
  readonly isDeclared: boolean;
  /** How many places there are. */
  readonly likes: number;
  /** How many lie between two places that were changed. */
  readonly skipped: number;
  /** How many tokens agree at the likest place. */
  readonly best: number;
  /** Whether a former name is still declared. */
  readonly oldDeclared: boolean;
  /** Whether what was changed is declared as a parameter: it is known in the body of its function and nowhere else. */
  readonly isParameter: boolean;
  /** Whether the document is a text rather than code. */
  readonly isProse: boolean;
}

const prose = new Set(['markdown', 'md', 'plaintext', 'txt', 'restructuredtext', 'latex', 'html', 'htm']);

export function factsOf(pattern: Pattern, document: DocumentText, likes: readonly Like[]): PatternFacts {
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
  const kinds = isRename ? examples.map(({ left, right }) => declarationOf(left, right)) : [];
  const isDeclared = kinds.some(kind => kind !== undefined);
  const isParameter = kinds.includes('parameter') && !kinds.includes('variable');
  const own = examples.flatMap(({ uri, start }) =>
    start === undefined || uri !== document.uri ? [] : [start],
  );
  const [first, last] = [Math.min(...own), Math.max(...own)];
  const skipped = likes.filter(({ edit }) => edit.offset > first && edit.offset < last).length;
  const best = Math.max(...likes.map(like => like.left + like.right));
  const oldDeclared = isRename && likes.some(like => isDeclaration(like));
  const isProse = prose.has(document.languageId);
  return {
    isParameter,
    isNew,
    isRename,
    isDeclared,
    likes: likes.length,
    skipped,
    best,
    oldDeclared,
    isProse,
  };
}

export function featuresOf(
  like: Like,
  facts: PatternFacts,
  { distance, isSameIndent, leavesBlock, leavesBody, isRedeclared, between }: Way,
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
    examples: Math.min(examples.length, 6) / 6,
    doneShare: examples.length / (examples.length + facts.likes),
    between: Math.min(between, 6) / 6,
    similarity: like.similarity,
    sameAbove: flag(like.sameAbove),
    sameBelow: flag(like.sameBelow),
    prose: flag(facts.isProse),
    imports: flag(importing.test(firstWord(like.before) ?? firstWord([...removed]) ?? '')),
    atStart: flag(like.before.every(isBlank)),
    atEnd: flag(like.behind.every(isBlank)),
    member: flag(like.before.at(-1)?.text === '.'),
    wholeChange: flag(pattern.isWhole),
    changes: Math.min(changesOfPattern(pattern), 6) / 6,
    numbers: flag(words.length > 0 && words.every(({ kind }) => kind === 'number')),
    otherRole: flag(facts.isRename && like.isOtherRole),
    parameter: flag(facts.isParameter),
    leavesBody: flag(facts.isParameter && leavesBody),
    redeclared: flag(facts.isRename && isRedeclared),
    declares: flag(facts.isRename && isDeclaration(like)),
    emptyRest: flag(like.before.every(isBlank) && like.behind.every(isBlank)),
  };
}

const importing = /^(?:import|from|require|using|use|include|package)$/;

function firstWord(tokens: readonly Token[]): string | undefined {
  return tokens.find(token => token.kind === 'name')?.text;
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

function isBlank(token: Token): boolean {
  return token.kind === 'space';
}

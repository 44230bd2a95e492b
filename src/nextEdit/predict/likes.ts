import type { TextEdit } from '../../diff/textEdit';
import type { DocumentText } from '../nextEdit';
import { nearestOf, type Agreement } from './agreement';
import { isWord, type Example, type Pattern, type PatternToken } from './pattern';
import { lineAround, type TextLine } from './textLines';
import { longestLine, tokensOf, type Token } from './tokens';
import type { Work } from './work';

/** A place where a pattern could be applied. */
export interface Like extends Agreement {
  readonly uri: string;
  readonly pattern: Pattern;
  readonly edit: TextEdit;
  /** How many holes hold what none of the examples had there. */
  readonly unheard: number;
  readonly within: Token['within'];
  readonly sameWithin: boolean;
  /** The tokens left and right of it. */
  readonly before: readonly Token[];
  readonly behind: readonly Token[];
}

/** Of more places than this in one document none is meant. */
const mostInDocument = 400;

/** Where in a document a pattern finds what it found in its examples. Ascending. */
export async function likesOf(pattern: Pattern, document: DocumentText, work: Work): Promise<Like[]> {
  const anchors = anchorsOf(pattern);
  // The text of a document is put together for those who read it.
  if (anchors.length === 0) return [];
  const { text, uri } = document;
  const found = new Map<number, Like>();
  for (const anchor of anchors) {
    let searched = 0;
    for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + anchor.length)) {
      if (!isToken(text, at, anchor)) continue;
      const line = lineAround(text, at, longestLine + 1);
      await work.did(((at - searched) >> 4) + line.text.length * 2);
      searched = at;
      if (line.text.length <= longestLine) {
        for (const like of inLine(pattern, line, text, uri)) found.set(like.edit.offset, like);
      }
      if (found.size > mostInDocument) return [];
      at = Math.max(at, line.start + line.text.length - anchor.length);
    }
    await work.did((text.length - searched) >> 4);
  }
  return [...found.values()].toSorted((a, b) => a.edit.offset - b.edit.offset);
}

const wordEnd = /[\p{L}\p{N}_]$/u;
const wordStart = /^[\p{L}\p{N}_]/u;

/** Whether a text that was found can be a token, and no part of a longer word. The line that holds it says for certain. */
function isToken(text: string, at: number, anchor: string): boolean {
  const end = at + anchor.length;
  return (
    !(wordStart.test(anchor) && wordEnd.test(text.charAt(at - 1))) &&
    !(wordEnd.test(anchor) && wordStart.test(text.charAt(end)))
  );
}

/**
 * Texts of which one stands in every line that is to be found: the longest word that is removed for certain, else the words
 * that stood in the holes and those next to the change. Where several examples hold different words and nothing else is
 * certain, the longest run of signs.
 */
function anchorsOf({ removed, inserted, examples }: Pattern): string[] {
  const sure = longestOf(
    removed.filter(token => isWord(token) && token.hole === undefined).map(token => token.text),
  );
  if (sure !== '') return [sure];
  const anchors = new Set<string>();
  for (const { left, right, held } of examples.slice(0, 3)) {
    for (const text of held) anchors.add(text);
    const near = [left.findLast(isWord), right.find(isWord)];
    if (removed.length === 0 || held.length > 0) for (const token of near) if (token) anchors.add(token.text);
    const first = [...left, ...right].find(isWord);
    if (first && inserted.some(token => token.text.includes('\n'))) anchors.add(first.text);
  }
  const signs = longestOf(removed.filter(token => token.kind === 'sign').map(token => token.text));
  const areVaried = examples.some(example => example.held.join() !== examples[0]?.held.join());
  if (areVaried && signs !== '') return [signs];
  if (anchors.size === 0 && signs !== '') return [signs];
  return [...anchors];
}

function longestOf(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}

function* inLine(pattern: Pattern, line: TextLine, text: string, uri: string): Generator<Like> {
  const { removed, examples } = pattern;
  const tokens = tokensOf(line.text);
  for (let at = 0; at + removed.length <= tokens.length; at++) {
    const held = heldAt(removed, tokens, at);
    if (!held) continue;
    const [left, right] = [tokens.slice(0, at), tokens.slice(at + removed.length)];
    const insert = written(pattern, held, line, text);
    if (isDone(tokens, at, removed.length, insert) || isBeside(pattern, insert, line, text)) continue;
    const { agreement, example } = nearestOf(examples, left, right);
    if (removed.length === 0 && !isSpacedAlike(example, left, right)) continue;
    const unheard = held.filter((each, hole) => examples.every(other => other.held[hole] !== each)).length;
    const isBare =
      !removed.some(token => isWord(token) && token.hole === undefined) && unheard === held.length;
    if (isBare && agreement.left + agreement.right === 0) continue;
    const offset = line.start + (tokens[at]?.start ?? line.text.length);
    const edit = { offset, length: lengthOf(tokens.slice(at, at + removed.length)), text: insert };
    const within = (tokens[at] ?? left.at(-1))?.within ?? 'code';
    const sameWithin = example.within === within || examples.some(other => other.within === within);
    yield {
      ...agreement,
      uri,
      pattern,
      edit: pattern.removesLine ? wholeLine(line, text) : edit,
      unheard,
      within,
      sameWithin,
      before: left,
      behind: right,
    };
    if (removed.length > 0) at += removed.length - 1;
  }
}

/** Whether what is only inserted stands on the same side of white space. */
function isSpacedAlike(example: Example, left: readonly Token[], right: readonly Token[]): boolean {
  const isSpace = (token: Token | undefined): boolean => token?.kind === 'space';
  return (
    isSpace(example.left.at(-1)) === isSpace(left.at(-1)) && isSpace(example.right[0]) === isSpace(right[0])
  );
}

/** What the holes hold if the removed tokens stand at a place; undefined if they do not. */
function heldAt(
  removed: readonly PatternToken[],
  tokens: readonly Token[],
  at: number,
): string[] | undefined {
  const held: string[] = [];
  let n = at;
  for (const { text, kind, hole } of removed) {
    const token = tokens[n++];
    if (!token) return undefined;
    if (hole === undefined) {
      if (token.text !== text && !(kind === 'space' && token.kind === 'space')) return undefined;
    } else {
      if (token.kind !== kind || (held[hole] ?? token.text) !== token.text) return undefined;
      held[hole] = token.text;
    }
  }
  return held;
}

/** The text that is to come, with the indentation and the line breaks of the place. */
function written({ inserted }: Pattern, held: readonly string[], line: TextLine, text: string): string {
  const whole = inserted
    .map(token => (token.hole === undefined ? token.text : (held[token.hole] ?? token.text)))
    .join('');
  if (!whole.includes('\n')) return whole;
  const indent = /^[ \t]*/.exec(line.text)?.[0] ?? '';
  const lineBreak = text[line.start + line.text.length] === '\r' ? '\r\n' : '\n';
  return whole.replaceAll(/\r?\n(?!\r?\n|$)/g, `${lineBreak}${indent}`);
}

/** Whether what is to come stands there already, around what would be removed. */
function isDone(tokens: readonly Token[], at: number, count: number, insert: string): boolean {
  if (insert === '') return false;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + count)];
  const [before, middle, behind] = [textOf(left), textOf(tokens.slice(at, at + count)), textOf(right)];
  if (middle === insert) return true;
  const start = Math.min(before.length, insert.length);
  const near = before.slice(-start || before.length) + middle + behind.slice(0, insert.length);
  for (let from = near.indexOf(insert); from >= 0; from = near.indexOf(insert, from + 1)) {
    if (from <= start && from + insert.length >= start + middle.length) return true;
  }
  return false;
}

/** Whether a line that is to come stands above or below already. */
function isBeside({ removed }: Pattern, insert: string, line: TextLine, text: string): boolean {
  if (!insert.includes('\n') || removed.length > 0) return false;
  const lines = insert
    .split('\n')
    .map(each => each.trim())
    .filter(each => each !== '');
  const [first, last] = [lines[0], lines.at(-1)];
  const end = text.indexOf('\n', line.start + line.text.length);
  const below = end < 0 ? '' : lineAround(text, end + 1, longestLine).text.trim();
  const above = line.start === 0 ? '' : lineAround(text, line.start - 1, longestLine).text.trim();
  return first === below || last === above;
}

function wholeLine(line: TextLine, text: string): TextEdit {
  const end = text.indexOf('\n', line.start + line.text.length);
  const to = end < 0 ? text.length : end + 1;
  return { offset: line.start, length: to - line.start, text: '' };
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.text.length, 0);
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(token => token.text).join('');
}

import type { TextEdit } from '../../diff/textEdit';
import type { DocumentText } from '../nextEdit';
import type { Example, Pattern } from './pattern';
import { lineAround } from './textLines';
import { longestLine, tokensOf, type Token } from './tokens';
import type { Work } from './work';

/** A place where a pattern could be applied. */
export interface Like {
  readonly uri: string;
  readonly pattern: Pattern;
  readonly edit: TextEdit;
  /** How many tokens agree with the nearest example, counted from the change outwards; white space is none. */
  readonly left: number;
  readonly right: number;
  /** Whether everything agrees up to the beginning and up to the end of the line. */
  readonly wholeLeft: boolean;
  readonly wholeRight: boolean;
  /** The same for what all examples have in common; only of use with two or more. */
  readonly agrees: boolean;
  readonly sameWithin: boolean;
  readonly within: Token['within'];
  /** Whether the rest of the line to a side is of the same shape as in the nearest example: other names, the same signs. */
  readonly shapeLeft: boolean;
  readonly shapeRight: boolean;
  /** The tokens left of it. */
  readonly before: readonly Token[];
}

/** A line is looked at for so many places at the most. */
const mostInDocument = 400;

/** Where in a document a pattern finds what it found in its examples. Ascending. */
export async function likesOf(pattern: Pattern, document: DocumentText, work: Work): Promise<Like[]> {
  const { text, uri } = document;
  const found = new Map<number, Like>();
  for (const anchor of anchorsOf(pattern)) {
    let searched = 0;
    for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + anchor.length)) {
      await work.did(at - searched > 20_000 ? (at - searched) >> 4 : 0);
      searched = at;
      const line = lineAround(text, at, longestLine + 1);
      await work.did(line.text.length * 2);
      if (line.text.length <= longestLine) {
        const tokens = tokensOf(line.text);
        for (const like of inLine(pattern, tokens, line.start, uri)) found.set(like.edit.offset, like);
      }
      if (found.size > mostInDocument) return [];
      const lineEnd = line.start + line.text.length;
      at = Math.max(at, lineEnd - anchor.length);
    }
    await work.did((text.length - searched) >> 4);
  }
  return [...found.values()].toSorted((a, b) => a.edit.offset - b.edit.offset);
}

/**
 * Words of which one stands in every line that is to be found: the longest of what is removed, else the words next to the
 * change on either side.
 */
function anchorsOf({ removed, examples }: Pattern): string[] {
  const words = removed.filter(isWord).map(token => token.text);
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  if (longest !== '') return [longest];
  const example = examples[0];
  if (!example) return [];
  const near = [example.left.findLast(isWord), example.right.find(isWord)];
  return [...new Set(near.flatMap(token => (token ? [token.text] : [])))];
}

function* inLine(
  pattern: Pattern,
  tokens: readonly Token[],
  lineStart: number,
  uri: string,
): Generator<Like> {
  const { removed, inserted, examples } = pattern;
  for (let at = 0; at + removed.length <= tokens.length; at++) {
    if (!removed.every((token, n) => token.text === tokens[at + n]?.text)) continue;
    const [left, right] = [tokens.slice(0, at), tokens.slice(at + removed.length)];
    if (isDone(removed, inserted, left, right)) continue;
    const matches = examples.map(example => matchOf(example, left, right));
    const best = matches.reduce((a, b) => (b.left + b.right > a.left + a.right ? b : a));
    if (best.left === 0 && best.right === 0 && !removed.some(isWord)) continue;
    const start = tokens[at]?.start ?? (tokens.at(-1)?.start ?? 0) + (tokens.at(-1)?.text.length ?? 0);
    const common = commonOf(examples);
    yield {
      uri,
      pattern,
      edit: { offset: lineStart + start, length: lengthOf(removed), text: textOf(inserted) },
      ...best,
      agrees: best.left >= common.left && best.right >= common.right,
      within: (tokens[at] ?? left.at(-1))?.within ?? 'code',
      before: left,
      sameWithin: examples.some(example => example.within === (tokens[at] ?? left.at(-1))?.within),
    };
    if (removed.length > 0) at += removed.length - 1;
  }
}

interface Match {
  readonly left: number;
  readonly right: number;
  readonly wholeLeft: boolean;
  readonly wholeRight: boolean;
  readonly shapeLeft: boolean;
  readonly shapeRight: boolean;
}

function matchOf(example: Example, left: readonly Token[], right: readonly Token[]): Match {
  const [a, b] = [example.left.filter(isVisible).reverse(), left.filter(isVisible).reverse()];
  const [c, d] = [example.right.filter(isVisible), right.filter(isVisible)];
  const [toLeft, toRight] = [commonStart(a, b), commonStart(c, d)];
  return {
    left: toLeft,
    right: toRight,
    wholeLeft: toLeft === a.length && toLeft === b.length,
    wholeRight: toRight === c.length && toRight === d.length,
    shapeLeft: isSameShape(a, b),
    shapeRight: isSameShape(c, d),
  };
}

function isSameShape(a: readonly Token[], b: readonly Token[]): boolean {
  return (
    a.length === b.length &&
    a.every((token, n) => token.kind === b[n]?.kind && (token.kind !== 'sign' || token.text === b[n]?.text))
  );
}

/** How far from the change outwards all examples agree. */
function commonOf(examples: readonly Example[]): { left: number; right: number } {
  const [first, ...others] = examples;
  if (!first) return { left: 0, right: 0 };
  const matches = others.map(example => matchOf(first, example.left, example.right));
  return {
    left: Math.min(...matches.map(match => match.left), first.left.length),
    right: Math.min(...matches.map(match => match.right), first.right.length),
  };
}

/** Whether what is to come of it stands there already: a piece of it is what is to be changed. */
function isDone(
  removed: readonly Token[],
  inserted: readonly Token[],
  left: readonly Token[],
  right: readonly Token[],
): boolean {
  const whole = textOf(inserted);
  if (whole === '') return false;
  const [before, middle, behind] = [textOf(left), textOf(removed), textOf(right)];
  const near = before.slice(-whole.length) + middle + behind.slice(0, whole.length);
  for (let at = near.indexOf(whole); at >= 0; at = near.indexOf(whole, at + 1)) {
    const start = Math.min(before.length, whole.length);
    if (at <= start && at + whole.length >= start + middle.length) return true;
  }
  return false;
}

function commonStart(a: readonly Token[], b: readonly Token[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count]?.text === b[count]?.text) count++;
  return count;
}

function isWord(token: Token): boolean {
  return token.kind === 'name' || token.kind === 'number';
}

function isVisible(token: Token): boolean {
  return token.kind !== 'space';
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.text.length, 0);
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(token => token.text).join('');
}

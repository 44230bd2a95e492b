import type { DocumentText, NextEdit } from '../nextEdit';
import { isKeyword } from './keywords';
import { lineAround } from './textLines';
import { longestLine, tokensOf, type Token } from './tokens';
import type { Pattern } from './pattern';
import { isPartOfWord } from './words';
import type { Work } from './work';

/** So many code units in front of a call are looked through for the name that it is to be given. */
const scope = 3_000;

/** Of 43 places found in versions of the packages for tuning 40 were right. */
const confidence = 0.85;

/** A name that was put between the brackets behind another name. */
interface Addition {
  readonly callee: string;
  readonly name: string;
  /** At which place of the list, and how many there were. */
  readonly index: number;
  readonly count: number;
  readonly isHead: boolean;
}

/**
 * A parameter that was added to a function, added at its calls, where a name like it is known there; and the other way
 * round: what a call was given, added to the function.
 */
export async function addedArguments(
  patterns: readonly Pattern[],
  document: DocumentText,
  work: Work,
): Promise<NextEdit[]> {
  const edits: NextEdit[] = [];
  for (const pattern of patterns) {
    const addition = additionOf(pattern);
    if (!addition) continue;
    const { uri, text } = document;
    const { callee, name, index, count, isHead } = addition;
    for (let at = text.indexOf(callee); at >= 0; at = text.indexOf(callee, at + callee.length)) {
      const line = lineAround(text, at, longestLine + 1);
      await work.did(line.text.length * 2);
      if (line.text.length > longestLine) continue;
      const tokens = tokensOf(line.text);
      const place = tokens.findIndex(token => line.start + token.start === at);
      const list = listBehind(tokens, place);
      if (tokens[place]?.text !== callee || tokens[place].within !== 'code' || !list) continue;
      if (list.starts.length !== count || !isOwn(tokens, place)) continue;
      if (declaresFunction(tokens, place) === isHead) continue;
      if (isHead && !isKnown(text, at, name, pattern.examples[0]?.start)) continue;
      const first = count === 0;
      const offset = line.start + (index < count ? (list.starts[index] ?? list.end) : list.end);
      const insert = first ? name : index < count ? `${name}, ` : `, ${name}`;
      edits.push({
        uri,
        edits: [{ offset, length: 0, text: insert }],
        kind: 'argument',
        confidence,
        cause: pattern.key,
      });
    }
  }
  return edits;
}

/** The addition that a pattern is, if it is one. */
function additionOf({ removed, inserted, examples: [example] }: Pattern): Addition | undefined {
  if (!example || removed.some(token => token.kind !== 'space')) return undefined;
  const [name, ...others] = inserted.filter(token => token.kind === 'name');
  if (!name || others.length > 0 || isKeyword(name.text)) return undefined;
  if (inserted.some(token => token.kind === 'number' || (token.kind === 'sign' && token.text !== ',')))
    return undefined;
  const whole = [...example.left, ...removed, ...example.right];
  let depth = 0;
  for (let at = example.left.length - 1; at >= 0; at--) {
    const token = whole[at];
    if (token?.kind === 'sign' && ')]}'.includes(token.text)) depth++;
    if (token?.kind !== 'sign' || !'([{'.includes(token.text)) continue;
    depth--;
    if (depth >= 0) continue;
    const callee = whole[at - 1];
    const list = listBehind(whole, at - 1);
    if (token.text !== '(' || callee?.kind !== 'name' || isKeyword(callee.text) || !list) return undefined;
    if (!isOwn(whole, at - 1)) return undefined;
    const place = example.left.at(-1);
    const end = (place?.start ?? 0) + (place?.text.length ?? 0);
    const index = list.starts.filter(start => start < end).length;
    return {
      callee: callee.text,
      name: name.text,
      index,
      count: list.starts.length,
      isHead: declaresFunction(whole, at - 1),
    };
  }
  return undefined;
}

/** Where the entries of the list in brackets behind a name begin, and where it ends; undefined if it does not in this line. */
function listBehind(tokens: readonly Token[], name: number): { starts: number[]; end: number } | undefined {
  if (tokens[name + 1]?.text !== '(') return undefined;
  const starts: number[] = [];
  let depth = 0;
  let isNew = true;
  for (const { text, kind, start } of tokens.slice(name + 2)) {
    if (kind === 'space') continue;
    const closes = kind === 'sign' && ')]}'.includes(text);
    if (closes && depth === 0) return text === ')' ? { starts, end: start } : undefined;
    if (isNew && depth === 0) starts.push(start);
    isNew = depth === 0 && text === ',';
    if (closes) depth--;
    else if (kind === 'sign' && '([{'.includes(text)) depth++;
  }
  return undefined;
}

/** Whether a name is that of a function, or of a method of the same object: those of others are others. */
function isOwn(tokens: readonly Token[], name: number): boolean {
  const [owner, sign] = [tokens[name - 2]?.text ?? '', tokens[name - 1]?.text];
  return sign !== '.' || /^(?:this|self|super|cls)$/.test(owner);
}

/** Whether a name with brackets behind it is that of a function that is declared there. */
function declaresFunction(tokens: readonly Token[], name: number): boolean {
  const before = tokens.slice(0, name).filter(token => token.kind !== 'space');
  const [first, last] = [before[0], before.at(-1)];
  if (last && /^(?:function|def|fn|func|fun|sub|proc)$/.test(last.text)) return true;
  // A function of Go with its receiver.
  if (first?.text === 'func' && last?.text === ')') return true;
  // A method: nothing but words in front of it, and a block behind it.
  const isAlone = before.every(
    token => token.kind === 'name' && !/^(?:await|return|new|throw|yield|else)$/.test(token.text),
  );
  return isAlone && tokens.findLast(token => token.kind !== 'space')?.text === '{';
}

/** Whether a name stands in front of an offset, not far from it and not in the line where it was just added. */
function isKnown(text: string, offset: number, name: string, added: number | undefined): boolean {
  const line = added === undefined ? undefined : lineAround(text, added, longestLine);
  for (
    let at = text.lastIndexOf(name, offset);
    at >= Math.max(0, offset - scope);
    at = text.lastIndexOf(name, at - 1)
  ) {
    const isWhole = !isPartOfWord(text[at - 1]) && !isPartOfWord(text[at + name.length]);
    const isAdded = line && at >= line.start && at < line.start + line.text.length;
    if (isWhole && !isAdded && text[at - 1] !== '.' && text[at + name.length] !== ':') return true;
    if (at === 0) return false;
  }
  return false;
}

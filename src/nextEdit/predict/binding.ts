import { isKeyword } from './keywords';
import type { Token } from './tokens';

/** How far a name means what it is declared as: in the body behind its line, or to the end of the block its line stands in. */
export type Binding = 'body' | 'block';

const declaring = /^(?:const|let|var|val|auto|final|mut)$/;
const heads = /^(?:function|def|fn|func|fun|catch|constructor)$/;

/** How a line binds the name between its two parts; undefined where it does not for certain. */
export function bindingOf(left: readonly Token[], right: readonly Token[]): Binding | undefined {
  const [before, behind] = [left.filter(isVisible), right.filter(isVisible)];
  const [last, next] = [before.at(-1)?.text ?? '', behind[0]?.text ?? ''];
  const isTyped = hasType(left);
  const open = openBracket(before);
  const around = open < 0 ? '' : before[open]?.text;
  const isGiven = next === '=' && !/^[=>]$/.test(behind[1]?.text ?? '');
  if (isTyped && isGiven && around === '') return 'block';
  if (declaring.test(last)) return around === '(' ? 'body' : around === '' ? 'block' : undefined;
  const isArrow = (at: number): boolean => behind[at]?.text === '=' && behind[at + 1]?.text === '>';
  if (isArrow(0) && last !== '.') return opensBody(behind) ? 'body' : undefined;
  if (around !== '(' || !(isTyped || /^[(,]$/.test(last)) || !/^[,)=:?]$/.test(next)) return undefined;
  const close = closing(behind);
  if (close < 0 || !opensBody(behind)) return undefined;
  const isHead = heads.test(before[open - 1]?.text ?? '') || heads.test(before[open - 2]?.text ?? '');
  return isHead || isArrow(close + 1) || isMethod(before.slice(0, open), behind.slice(close + 1))
    ? 'body'
    : undefined;
}

/** Whether what stands in front of a name is a type of it: another name, with a space between. */
function hasType(left: readonly Token[]): boolean {
  const [type, space] = left.slice(-2);
  return (
    space?.kind === 'space' &&
    type?.kind === 'name' &&
    !isKeyword(type.text) &&
    !/^(?:of|from|get|set)$/.test(type.text)
  );
}

/** Whether a name that stands between two parts of a line is a variable there, and no property, key or short form of both. */
export function isVariable(left: readonly Token[], right: readonly Token[]): boolean {
  const [before, behind] = [left.filter(isVisible), right.filter(isVisible)];
  const [last, next] = [before.at(-1)?.text ?? '', behind[0]?.text ?? ''];
  if (/^[.>:@#\\]$/.test(last) && !/[=:]/.test(before.at(-2)?.text ?? ''))
    return last === '>' || last === ':';
  const isEntry = /^[{,]?$/.test(last);
  if (isEntry && next === ':') return false;
  const open = openBracket(before);
  const isInBraces = open < 0 ? before.length === 0 : before[open]?.text === '{';
  return !(isInBraces && isEntry && /^[,}]?$/.test(next));
}

/** The innermost bracket that stays open, by its number; -1 where none does. */
function openBracket(tokens: readonly Token[]): number {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { text = '', kind } = tokens[at] ?? {};
    if (kind !== 'sign') continue;
    if (')]}'.includes(text)) depth++;
    else if ('([{'.includes(text) && depth-- === 0) return at;
  }
  return -1;
}

/** Which token closes the bracket that is open in front of these; -1 where none does. */
function closing(tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex(({ text, kind }) => {
    if (kind !== 'sign') return false;
    if ('([{'.includes(text)) depth++;
    return ')]}'.includes(text) && depth-- === 0;
  });
}

function opensBody(behind: readonly Token[]): boolean {
  return /^[{(:>[]$/.test(behind.at(-1)?.text ?? '');
}

/** Whether what stands in front of a list in brackets, and behind it, is the head of a method. */
function isMethod(before: readonly Token[], behind: readonly Token[]): boolean {
  const name = before.at(-1);
  if (name?.kind !== 'name' || isKeyword(name.text)) return false;
  const isAlone = before.every(
    ({ kind, text }) => kind === 'name' && !/^(?:await|return|new|throw|yield|else)$/.test(text),
  );
  return isAlone && /^[{:]$/.test(behind[0]?.text ?? '') && behind.at(-1)?.text === '{';
}

function isVisible(token: Token): boolean {
  return token.kind !== 'space';
}

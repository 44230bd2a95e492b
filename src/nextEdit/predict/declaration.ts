import { isKeyword } from './keywords';
import type { Token } from './tokens';

const declaring =
  /^(?:const|let|var|val|def|fn|func|fun|function|class|interface|type|enum|struct|trait|record|object|module|namespace|auto|static|final|mut|param)$/;

/** How the line declares the name between its two parts; undefined where it does not. */
export function declarationOf(
  left: readonly Token[],
  right: readonly Token[],
): 'variable' | 'parameter' | undefined {
  const before = left.filter(token => token.kind !== 'space');
  const [next, afterNext] = right.filter(token => token.kind !== 'space');
  const last = before.at(-1);
  if (last && declaring.test(last.text)) return 'variable';
  // The only parameter of an arrow function, without brackets.
  if (next?.text === '=' && afterNext?.text === '>') return 'parameter';
  const isAssigned = next?.text === '=' && afterNext?.text !== '=';
  if (before.length === 0 && (isAssigned || next?.text === ':')) return 'variable';
  // Two names side by side: a type and what is of it.
  const isTyped = last?.kind === 'name' && left.at(-1)?.kind === 'space' && !isKeyword(last.text);
  if (isTyped && (isAssigned || next === undefined || next.text === ';')) return 'variable';
  if (isTyped && /^[,):]$/.test(next?.text ?? '')) return 'parameter';
  // A parameter: in the brackets of a head.
  const isHead = before.some(token => /^(?:function|def|fn|func|fun|constructor|catch)$/.test(token.text));
  const isArrow = right.some((token, n) => token.text === '=' && right[n + 1]?.text === '>');
  const isFirst = last?.text === '(' || last?.text === ',';
  const isOne = isFirst && (isHead || isArrow) && (next === undefined || /^[,):=?]$/.test(next.text));
  return isOne ? 'parameter' : undefined;
}

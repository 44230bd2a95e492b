import { childrenOf, descendants, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import { definitionOf, isUntouched, mentionsOf } from '../typed/mentions';
import { callOf, isName, scopeOf, type TypedSource } from '../typed/source';

const builtins = new Set(['len', 'cap', 'min', 'max', 'string', 'int', 'int64', 'float64', 'byte', 'rune']);

/**
 * Whether code surely changes no list that it did not declare: it calls nothing but built-ins, and assigns to plain
 * names only. `append` to a list that began empty in the same function writes to nobody else's.
 */
export function isQuiet(source: TypedSource, code: CodeNode): boolean {
  if (descendants(code, 'FunctionLiteral', 'GoStatement', 'DeferStatement', 'SendStatement').length > 0)
    return false;
  if (descendants(code, '<-').length > 0) return false;
  const written = descendants(code, 'Assignment', 'IncDecStatement').flatMap(node => {
    const parts = childrenOf(node);
    const sign = parts.findIndex(({ name }) => name === '=' || name.endsWith('Op'));
    return parts.slice(0, sign).filter(({ name }) => name !== ',');
  });
  return (
    written.every(({ name }) => name === 'Identifier') &&
    descendants(code, 'Call').every(call => callsBuiltin(source, call)) &&
    descendants(code, 'RangeClause').every(clause => !childrenOf(clause).some(({ name }) => name === '='))
  );
}

function callsBuiltin(source: TypedSource, node: CodeNode): boolean {
  const call = callOf(source, node);
  if (!call || call.on || !isUntouched(source, call.name)) return false;
  if (builtins.has(call.name)) return true;
  const [list] = call.args;
  return call.name === 'append' && list !== undefined && beganEmpty(source, list);
}

/** Whether something but `append` to it is assigned to a name. */
function isMadeAnother(source: TypedSource, definition: CodeNode): boolean {
  const name = textOf(source, definition);
  return mentionsOf(source, scopeOf(source, definition), name).some(({ parent, from }) => {
    if (parent?.name !== 'Assignment' && parent?.name !== 'RangeClause') return false;
    const parts = childrenOf(parent);
    const sign = parts.find(part => part.name === '=' || part.name === 'UpdateOp');
    if (!sign || sign.from < from) return false;
    const [, , value, ...more] = parts;
    const call = value && callOf(source, value);
    return more.length > 0 || call?.name !== 'append' || !isName(source, call.args[0], name);
  });
}

/** Whether a name was declared in this function as an empty list of its own. */
function beganEmpty(source: TypedSource, list: CodeNode): boolean {
  const definition = list.name === 'Identifier' ? definitionOf(source, list) : undefined;
  const declaration = definition?.parent;
  if (!definition || isMadeAnother(source, definition)) return false;
  if (declaration?.name === 'VarSpec') return !textOf(source, declaration).includes('=');
  const [, , value, ...rest] = declaration?.name === 'VarDecl' ? childrenOf(declaration) : [];
  if (!value || rest.length > 0) return false;
  return value.name === 'TypedLiteral' || callOf(source, value)?.name === 'make';
}

import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isDict } from './getFromDict';
import type { PyRule } from './rule';
import { builtinCall } from './scope';
import { childrenOf, descendants, hasComment, textOf, type PySource } from './source';

const id = 'dict-keys';

/**
 * `k in d.keys()` and `for k in d.keys()` need no `.keys()`, and `d.has_key(k)`, which Python 3 does not have, is
 * `k in d`. Where no annotation says that it is a dict, the answer says that this is assumed.
 */
export const dictKeys: PyRule = {
  id,
  find: source =>
    descendants(source.root, 'CallExpression').flatMap(
      call => keysRewrite(source, call) ?? hasKeyRewrite(source, call) ?? [],
    ),
};

function methodCall(
  source: PySource,
  call: PyNode,
  method: string,
): { dict: PyNode; args: PyNode[] } | undefined {
  const [callee, list] = childrenOf(call);
  const [dict, dot, name, ...rest] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
  if (!dict || dot?.name !== '.' || !name || rest.length > 0 || textOf(source, name) !== method || !list)
    return undefined;
  if (hasComment(source, call.from, call.to)) return undefined;
  return { dict, args: childrenOf(list).filter(part => !['(', ')', ','].includes(part.name)) };
}

/** Whether the keys are only looked through: asked for one, gone over, or read by a built-in that reads all. */
function readsKeys(source: PySource, call: PyNode): boolean {
  const { parent } = call;
  const before = parent
    ? childrenOf(parent)
        .filter(part => part.to <= call.from)
        .at(-1)?.name
    : undefined;
  if (parent?.name === 'BinaryExpression' || parent?.name === 'ForStatement') return before === 'in';
  if (parent?.name.endsWith('ComprehensionExpression')) return before === 'in';
  const around = parent?.name === 'ArgList' ? parent.parent : undefined;
  const outer = around && builtinCall(source, around);
  return outer?.args.length === 1 && ['sorted', 'list', 'len', 'set', 'tuple'].includes(outer.name);
}

function keysRewrite(source: PySource, call: PyNode): Rewrite | undefined {
  const found = methodCall(source, call, 'keys');
  if (!found || found.args.length > 0 || !readsKeys(source, call)) return undefined;
  return {
    rule: id,
    why: 'a dict is asked for its keys by itself, without a view of them',
    ...dictAssumed(source, found.dict),
    at: call.from,
    edits: [{ start: found.dict.to, end: call.to, text: '' }],
  };
}

function hasKeyRewrite(source: PySource, call: PyNode): Rewrite | undefined {
  const found = methodCall(source, call, 'has_key');
  const [key, ...more] = found?.args ?? [];
  if (!found || !key || more.length > 0 || !simple.has(key.name)) return undefined;
  const { parent } = call;
  const alone =
    parent !== undefined &&
    [
      'IfStatement',
      'WhileStatement',
      'ReturnStatement',
      'ParenthesizedExpression',
      'ExpressionStatement',
    ].includes(parent.name);
  const text = `${textOf(source, key)} in ${textOf(source, found.dict)}`;
  return {
    rule: id,
    why: '`has_key` went with Python 2; `in` asks the same',
    ...dictAssumed(source, found.dict),
    at: call.from,
    edits: [{ start: call.from, end: call.to, text: alone ? text : `(${text})` }],
  };
}

const simple = new Set(['VariableName', 'String', 'Number', 'MemberExpression', 'CallExpression']);

function dictAssumed(source: PySource, dict: PyNode): { assumes?: string } {
  const name = textOf(source, dict);
  return dict.name === 'VariableName' && isDict(source, dict, name)
    ? {}
    : { assumes: `\`${name}\` is a dict` };
}

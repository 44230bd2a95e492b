import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { mentionsOf, isBinding } from './binding';
import { isConstant } from './kinds';
import type { PyRule } from './rule';
import { enclosingFunction } from './scope';
import { childrenOf, descendants, hasComment, isName, textOf, type PySource } from './source';

const id = 'get-from-dict';

/** `d[k] if k in d else 0` becomes `d.get(k, 0)`, for a parameter that is annotated as a dict. */
export const getFromDict: PyRule = {
  id,
  find(source) {
    return descendants(source.root, 'ConditionalExpression').flatMap((node): Rewrite[] => {
      const [yes, , test, , no] = childrenOf(node);
      const [key, operator, dict, ...rest] = test?.name === 'BinaryExpression' ? childrenOf(test) : [];
      if (!yes || !no || !key || operator?.name !== 'in' || dict?.name !== 'VariableName' || rest.length > 0)
        return [];
      const [object, open, index, close] = yes.name === 'MemberExpression' ? childrenOf(yes) : [];
      const name = textOf(source, dict);
      if (!isName(source, object, name) || open?.name !== '[' || close?.name !== ']' || !index) return [];
      const text = textOf(source, key);
      if (textOf(source, index) !== text || !['VariableName', 'String', 'Number'].includes(key.name))
        return [];
      if (!isConstant(source, no) || !isDict(source, node, name) || hasComment(source, node.from, node.to))
        return [];
      return [
        {
          rule: id,
          why: `\`${name}\` is asked once instead of twice`,
          at: node.from,
          edits: [{ start: node.from, end: node.to, text: `${name}.get(${text}, ${textOf(source, no)})` }],
        },
      ];
    });
  },
};

/** Whether a name is a parameter annotated as a dict that the function does not assign. */
export function isDict(source: PySource, node: PyNode, name: string): boolean {
  const fn = enclosingFunction(node);
  if (!fn || source.doubtful.has(name)) return false;
  const [parameter, ...others] = mentionsOf(source, fn, name).filter(isBinding);
  const type = parameter?.nextSibling;
  return (
    others.length === 0 &&
    parameter?.parent?.name === 'ParamList' &&
    parameter.parent.parent?.from === fn.from &&
    type?.name === 'TypeDef' &&
    /^:\s*[dD]ict\b/.test(textOf(source, type))
  );
}

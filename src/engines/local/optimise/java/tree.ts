import type { SyntaxNode } from '@lezer/common';
import { childrenOf, descendants } from '../parsedText';
import type { Extent } from '../setAside';
import { placed, type Branch, type CodeNode } from '../tree';

/** The tree of a text that parsed. */
export function treeOf(_code: string, root: SyntaxNode): CodeNode {
  return placed(branchOf(root));
}

function branchOf({ name, from, to, firstChild }: SyntaxNode): Branch {
  const children: Branch[] = [];
  for (let child = firstChild; child; child = child.nextSibling) children.push(branchOf(child));
  return { name: name === 'MethodInvocation' ? 'Call' : name, from, to, children };
}

/**
 * The statements in which the grammar takes a value for the type of a cast: `(a & b) + c` as `+c` cast to `a & b`. Only
 * casts to primitive types stand before a sign.
 */
export function misreadCasts(code: string, root: CodeNode): Extent[] {
  return descendants(root, 'CastExpression').flatMap(cast => {
    const parts = childrenOf(cast);
    const operand = parts.at(-1);
    const signed = operand !== undefined && /^[-+]/.test(code.slice(operand.from, operand.to));
    if (!signed || (parts[1]?.name === 'PrimitiveType' && parts[2]?.name === ')')) return [];
    let around = cast;
    while (
      around.parent &&
      !['Block', 'ClassBody', 'ConstructorBody', 'SwitchBlock'].includes(around.parent.name)
    )
      around = around.parent;
    return [{ start: around.from, end: around.to }];
  });
}

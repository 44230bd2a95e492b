import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import type { JsRule } from './rule';
import { endOf, hasComment, outerStart, startOf, walk } from './source';

const id = 'no-double-negation';

/** `!!x` becomes `x` where only its truth is asked for: in conditions and behind a third `!`. */
export const noDoubleNegation: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      UnaryExpression(path) {
        const { node } = path;
        if (
          node.operator !== '!' ||
          !t.isUnaryExpression(node.argument, { operator: '!' }) ||
          !asksForTruth(path)
        )
          return;
        const inner = outerStart(node.argument.argument);
        if (node.argument.extra?.['parenthesized'] || hasComment(source, startOf(node), inner)) return;
        found.push({
          rule: id,
          why: 'the condition already asks for the truth of the value',
          at: startOf(node),
          edits: [{ start: startOf(node), end: endOf(node), text: source.code.slice(inner, endOf(node)) }],
        });
      },
    });
    return found;
  },
};

function asksForTruth({ node, parent }: NodePath): boolean {
  if (t.isUnaryExpression(parent, { operator: '!' })) return true;
  return (
    (t.isIfStatement(parent) ||
      t.isWhile(parent) ||
      t.isForStatement(parent) ||
      t.isConditionalExpression(parent)) &&
    parent.test === node
  );
}

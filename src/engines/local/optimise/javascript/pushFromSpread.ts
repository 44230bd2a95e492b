import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { arrayCall } from './arrayCall';
import type { JsRule } from './rule';
import { mentionsName } from './tailCall';
import { endOf, hasComment, outerStart, startOf, valueText, walk } from './source';

const id = 'push-from-spread';

/**
 * `xs.reduce((all, x) => [...all, f(x)], [])` copies the list for every element; pushing to the one list, which
 * nobody else can see before `reduce` is done, gives the same in linear time.
 */
export const pushFromSpread: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      CallExpression(path) {
        const call = arrayCall(path, 'reduce', 'reduceRight');
        const [callback, initial, ...more] = path.node.arguments;
        if (!call || more.length > 0 || !initial || !isFreshList(initial)) return;
        if (!t.isArrowFunctionExpression(callback) || callback.async || !t.isArrayExpression(callback.body))
          return;
        const [all] = callback.params;
        const [spread, ...added] = callback.body.elements;
        if (
          !t.isIdentifier(all) ||
          !t.isSpreadElement(spread) ||
          !t.isIdentifier(spread.argument, { name: all.name })
        )
          return;
        if (
          added.length === 0 ||
          !added.every(element => t.isExpression(element) && !mentionsName(element, all.name))
        )
          return;
        if (callback.params.slice(1).some(param => mentionsName(param, all.name))) return;
        const start = outerStart(callback.body);
        const end = endOf(callback);
        const values = added.map(element => (element ? valueText(source, element) : '')).join(', ');
        if (hasComment(source, start, end) || values.includes('\n')) return;
        found.push({
          rule: id,
          why: `\`${all.name}\` was copied for every element; now each is added to the one list`,
          at: startOf(callback),
          edits: [{ start, end, text: `{ ${all.name}.push(${values}); return ${all.name}; }` }],
        });
      },
    });
    return found;
  },
};

/** A list written right there, which nobody else holds; TypeScript may say of what. */
function isFreshList(node: t.Node): boolean {
  if (t.isTSAsExpression(node) || t.isTSSatisfiesExpression(node)) return isFreshList(node.expression);
  return t.isArrayExpression(node);
}

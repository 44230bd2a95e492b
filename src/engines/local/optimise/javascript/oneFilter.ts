import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { arrayCall } from './arrayCall';
import { isPureArrow } from './pure';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'one-filter';

/** `xs.filter(p).filter(q)` builds a list only to filter it again; one `filter` asks both. For pure tests of one name. */
export const oneFilter: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      CallExpression(path) {
        const outer = arrayCall(path, 'filter');
        const inner = outer && arrayCall(outer.receiver, 'filter');
        if (!outer || !inner) return;
        const [first, ...moreFirst] = inner.path.node.arguments;
        const [second, ...moreSecond] = path.node.arguments;
        if (moreFirst.length > 0 || moreSecond.length > 0 || !isPureArrow(first) || !isPureArrow(second))
          return;
        const [item, ...others] = first.params;
        const [same, ...othersToo] = second.params;
        if (!t.isIdentifier(item) || !t.isIdentifier(same, { name: item.name })) return;
        if (others.length + othersToo.length > 0) return;
        const [start, end] = [startOf(first.body), endOf(path.node)];
        if (hasComment(source, startOf(first), end) || first.body.extra?.['parenthesized'] === true) return;
        found.push({
          rule: id,
          why: 'one pass asks both, without a list in between',
          at: startOf(outer.method),
          edits: [{ start, end, text: `${operand(source, first.body)} && ${operand(source, second.body)})` }],
        });
      },
    });
    return found;
  },
};

/** The text of what stands at a side of `&&`. */
function operand(source: JsSource, node: t.Expression): string {
  const text = textOf(source, node);
  const loose = (t.isLogicalExpression(node) && node.operator !== '&&') || t.isConditionalExpression(node);
  return loose ? `(${text})` : text;
}

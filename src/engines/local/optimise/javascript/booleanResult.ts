import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { kindOf } from './kinds';
import type { JsRule } from './rule';
import { endOf, hasComment, outerStart, startOf, textOf, walk, type JsSource } from './source';

const id = 'boolean-result';
const why = 'the condition is the result already';

/** `c ? true : false` and `if (c) return true; return false;` become `c`, where `c` surely is a boolean. */
export const booleanResult: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      ConditionalExpression(path) {
        const { node } = path;
        const result = resultOf(source, path.get('test'), node.consequent, node.alternate);
        if (result === undefined || hasComment(source, startOf(node), endOf(node))) return;
        const alone = node.extra?.['parenthesized'] === true || standsAlone(path, result);
        // Parentheses at the beginning of a statement would call what stands before it.
        if (!alone && beginsStatement(path)) return;
        const text = alone ? result : `(${result})`;
        found.push({
          rule: id,
          why,
          at: startOf(node),
          edits: [{ start: startOf(node), end: endOf(node), text }],
        });
      },
      IfStatement(path) {
        const { node } = path;
        const next = path.getNextSibling();
        const end = node.alternate ?? next.node;
        if (!end || (!node.alternate && !path.inList)) return;
        const no = returned(end);
        const result = resultOf(source, path.get('test'), returned(node.consequent), no);
        if (result === undefined || hasComment(source, startOf(node), endOf(end))) return;
        const text = `return ${result}${source.statementEnd}`;
        found.push({
          rule: id,
          why,
          at: startOf(node),
          edits: [{ start: startOf(node), end: endOf(end), text }],
        });
      },
    });
    return found;
  },
};

/** Where an expression needs no parentheses. */
function standsAlone({ parent, node }: NodePath, result: string): boolean {
  // The first `in` of a loop's head, and a brace behind an arrow, mean something else.
  if (/\bin\b|^\{/.test(result)) return false;
  return (
    t.isReturnStatement(parent) ||
    t.isVariableDeclarator(parent) ||
    t.isArrowFunctionExpression(parent) ||
    (t.isAssignmentExpression(parent) && parent.right === node) ||
    (t.isCallExpression(parent) && parent.callee !== node)
  );
}

function beginsStatement(path: NodePath): boolean {
  const statement = path.getStatementParent();
  return statement?.isExpressionStatement() === true && startOf(statement.node) === startOf(path.node);
}

function resultOf(
  source: JsSource,
  test: NodePath<t.Expression>,
  yes: t.Node | undefined,
  no: t.Node | undefined,
): string | undefined {
  if (!t.isBooleanLiteral(yes) || !t.isBooleanLiteral(no) || yes.value === no.value) return undefined;
  if (kindOf(test) !== 'boolean') return undefined;
  const text = textOf(source, test.node);
  return text.includes('\n') ? undefined : yes.value ? text : negated(source, test);
}

const opposites: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

/** The opposite of a boolean expression. `<` has none: with NaN both `<` and `>=` are false. */
function negated(source: JsSource, test: NodePath<t.Expression>): string {
  const { node } = test;
  const text = textOf(source, node);
  if (test.isUnaryExpression({ operator: '!' }) && kindOf(test.get('argument')) === 'boolean') {
    return source.code.slice(outerStart(test.node.argument), endOf(node));
  }
  if (t.isBinaryExpression(node)) {
    const opposite = opposites[node.operator];
    if (opposite) {
      const [end, start] = [endOf(node.left), startOf(node.right)];
      const between = source.code.slice(end, start).replace(node.operator, opposite);
      return source.code.slice(startOf(node), end) + between + source.code.slice(start, endOf(node));
    }
    return `!(${text})`;
  }
  return t.isIdentifier(node) || t.isCallExpression(node) ? `!${text}` : `!(${text})`;
}

function returned(node: t.Node): t.Node | undefined {
  if (t.isBlockStatement(node)) {
    const [only, ...rest] = node.body;
    return only && rest.length === 0 ? returned(only) : undefined;
  }
  return t.isReturnStatement(node) ? (node.argument ?? undefined) : undefined;
}

import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { dedented } from './noElseReturn';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'early-return';

/** The last `if` of a function, with statements in it that nest further, becomes `if (!...) return;`, and they move out. */
export const earlyReturn: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      Function(path) {
        const rewrite = rewriteFunction(source, path);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

function rewriteFunction(source: JsSource, { node }: NodePath<t.Function>): Rewrite | undefined {
  const last = t.isBlockStatement(node.body) ? node.body.body.at(-1) : undefined;
  if (!t.isIfStatement(last) || last.alternate || !t.isBlockStatement(last.consequent)) return undefined;
  const { test, consequent: block } = last;
  if (block.body.length < 2 || !block.body.some(nests)) return undefined;
  if (hasComment(source, startOf(last), startOf(block) + 1) || textOf(source, test).includes('\n'))
    return undefined;
  if (!namesCanMove(node, block)) return undefined;
  const moved = dedented(source, last, block);
  if (moved === undefined) return undefined;
  return {
    rule: id,
    why: 'returns early, so that what follows stands one level less deep',
    at: startOf(last),
    edits: [
      {
        start: startOf(last),
        end: endOf(last),
        text: `if (${opposite(source, test)}) return${source.statementEnd}${moved}`,
      },
    ],
  };
}

function nests(statement: t.Statement): boolean {
  return (
    t.isIfStatement(statement) ||
    t.isLoop(statement) ||
    t.isTryStatement(statement) ||
    t.isSwitchStatement(statement)
  );
}

/** Whether what the block declares for itself is named nowhere else in the function, which it would hide. */
function namesCanMove(fn: t.Function, block: t.BlockStatement): boolean {
  const own = new Set<string>();
  for (const statement of block.body) {
    if (
      t.isFunctionDeclaration(statement) ||
      t.isClassDeclaration(statement) ||
      t.isTSEnumDeclaration(statement)
    )
      return false;
    if (
      t.isVariableDeclaration(statement) &&
      statement.kind !== 'var' &&
      statement.kind !== 'let' &&
      statement.kind !== 'const'
    )
      return false;
    if (t.isVariableDeclaration(statement))
      for (const name of Object.keys(t.getBindingIdentifiers(statement))) own.add(name);
    else if (t.isDeclaration(statement)) return false;
  }
  if (own.size === 0) return true;
  const count = (node: t.Node): number => {
    let times = 0;
    t.traverseFast(node, inner => {
      if ((t.isIdentifier(inner) || t.isJSXIdentifier(inner)) && own.has(inner.name)) times++;
    });
    return times;
  };
  return count(fn) === count(block);
}

const opposites: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

function opposite(source: JsSource, test: t.Expression): string {
  if (t.isUnaryExpression(test, { operator: '!' })) return textOf(source, test.argument);
  if (t.isBinaryExpression(test)) {
    const operator = opposites[test.operator];
    const gap = source.code.slice(endOf(test.left), startOf(test.right));
    if (operator !== undefined && gap.trim() === test.operator)
      return textOf(source, test.left) + gap.replace(test.operator, operator) + textOf(source, test.right);
  }
  const text = textOf(source, test);
  const simple = t.isIdentifier(test) || t.isMemberExpression(test) || t.isCallExpression(test);
  return simple ? `!${text}` : `!(${text})`;
}

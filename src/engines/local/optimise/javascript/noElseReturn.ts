import * as t from '@babel/types';
import { indentAt, startsLine } from '../layout';
import type { Rewrite } from '../rewrite';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'no-else-return';

/** An `else` behind a branch that always leaves goes, and its statements move out one level. */
export const noElseReturn: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      IfStatement({ node, inList }) {
        const { consequent, alternate } = node;
        if (!alternate || !inList || !leaves(consequent)) return;
        const text = t.isBlockStatement(alternate)
          ? moved(source, node, alternate)
          : movedStatement(source, node, alternate);
        if (text === undefined || joinsLines(source, consequent, alternate, text)) return;
        const start = endOf(consequent);
        found.push({
          rule: id,
          why: 'the branch before always leaves, so what follows needs no `else`',
          at: startOf(alternate),
          edits: [{ start, end: endOf(alternate), text }],
        });
      },
    });
    return found;
  },
};

/** What a line may begin with that goes on with the line before where no semicolon stands between them. */
const goesOn = /^\s*[([`+\-/*]/;

/** Whether, for want of a semicolon, moving an `else` out would make one statement of two. */
function joinsLines(source: JsSource, before: t.Statement, moved: t.Statement, text: string): boolean {
  const isEnded = (node: t.Statement): boolean =>
    t.isBlockStatement(node) || textOf(source, node).endsWith(';');
  if (!isEnded(before) && (goesOn.test(text) || !/^\s*\n/.test(text))) return true;
  const last = t.isBlockStatement(moved) ? moved.body.at(-1) : undefined;
  return last !== undefined && !isEnded(last) && goesOn.test(source.code.slice(endOf(moved)));
}

function leaves(node: t.Statement): boolean {
  const last = t.isBlockStatement(node) ? node.body.at(-1) : node;
  return (
    t.isReturnStatement(last) ||
    t.isThrowStatement(last) ||
    t.isContinueStatement(last) ||
    t.isBreakStatement(last)
  );
}

function movedStatement(source: JsSource, outer: t.IfStatement, inner: t.Statement): string | undefined {
  if (hasComment(source, endOf(outer.consequent), startOf(inner)) || t.isDeclaration(inner)) return undefined;
  const text = textOf(source, inner);
  // Lines of a bare statement may be laid out in any way; those of `else if` already stand where they should.
  if (text.includes('\n') && !t.isIfStatement(inner)) return undefined;
  return gap(source, outer) + text;
}

function moved(source: JsSource, outer: t.IfStatement, block: t.BlockStatement): string | undefined {
  const [first] = block.body;
  if (!first || hasComment(source, endOf(outer.consequent), startOf(block) + 1)) return undefined;
  if (
    block.body.some(
      statement => t.isDeclaration(statement) && !t.isVariableDeclaration(statement, { kind: 'var' }),
    )
  )
    return undefined;
  const inside = source.code.slice(startOf(block) + 1, endOf(block) - 1);
  if (!inside.includes('\n'))
    return hasComment(source, startOf(block), endOf(block)) ? undefined : gap(source, outer) + inside.trim();
  return dedented(source, outer, block);
}

/** The lines of a block as they stand one level further out, where a statement begins; undefined where they cannot move. */
export function dedented(source: JsSource, outer: t.Statement, block: t.BlockStatement): string | undefined {
  const [first] = block.body;
  if (
    !first ||
    !startsLine(source.code, startOf(first)) ||
    !startsLine(source.code, startOf(outer)) ||
    holdsText(block)
  )
    return undefined;
  const inside = source.code.slice(startOf(block) + 1, endOf(block) - 1);
  const outerIndent = indentAt(source.code, startOf(outer));
  const innerIndent = indentAt(source.code, startOf(first));
  if (!innerIndent.startsWith(outerIndent) || innerIndent === outerIndent) return undefined;
  const lines = inside.replace(/\s+$/, '').split(/\r?\n/);
  if (lines[0]?.trim() !== '') return undefined;
  const out = lines
    .slice(1)
    .map(line => (line.startsWith(innerIndent) ? outerIndent + line.slice(innerIndent.length) : line));
  return source.layout.newline + out.join(source.layout.newline);
}

function gap(source: JsSource, outer: t.IfStatement): string {
  const start = startOf(outer);
  return startsLine(source.code, start) ? source.layout.newline + indentAt(source.code, start) : ' ';
}

/** Whether moving lines would move the text of a template, of JSX or of a string that goes over several. */
function holdsText(block: t.BlockStatement): boolean {
  let found = false;
  t.traverseFast(block, node => {
    found ||=
      (t.isTemplateElement(node) || t.isJSXText(node) || t.isStringLiteral(node)) &&
      node.loc?.start.line !== node.loc?.end.line;
  });
  return found;
}

import { parse, type ParserPlugin } from '@babel/parser';
import traverse, { type Visitor } from '@babel/traverse';
import * as t from '@babel/types';
import { layoutOf, type Layout } from '../layout';

/** A parsed selection. `code` is the selection in the wrapping that made it parse; all offsets are in `code`. */
export interface JsSource {
  readonly code: string;
  readonly ast: t.File;
  /** Where the selection begins and ends in `code`. */
  readonly start: number;
  readonly end: number;
  readonly layout: Layout;
  /** What statements end with here: nothing where no statement ends with a semicolon. */
  readonly statementEnd: ';' | '';
  /** Every name that occurs anywhere, so that a new one can be chosen. */
  readonly names: ReadonlySet<string>;
  /** Whether types are written (TypeScript); they are taken at their word. */
  readonly typed: boolean;
}

/** What may stand around a selection: a piece of a class, an expression, a piece of an object, of a switch, of a generator. */
const wrappings: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['class _ extends _ {\n', '\n}'],
  ['(\n', '\n)'],
  ['({\n', '\n})'],
  ['switch (_) {\n', '\n}'],
  ['async function* _() {\n', '\n}'],
];

/** Parses a selection of one of VS Code's four JavaScript and TypeScript language ids; undefined when nothing makes it parse. */
export function parseJs(text: string, language: string): JsSource | undefined {
  for (const [before, after] of wrappings) {
    for (const sourceType of ['module', 'script'] as const) {
      const code = before + text + after;
      const ast = tryParse(code, plugins(language), sourceType);
      if (!ast || !parsedInside(ast, before)) continue;
      return {
        code,
        ast,
        start: before.length,
        end: before.length + text.length,
        layout: layoutOf(text, '  '),
        statementEnd: statementEnd(ast, code),
        names: namesIn(ast),
        typed: language.startsWith('typescript'),
      };
    }
  }
  return undefined;
}

function tryParse(
  code: string,
  plugins: ParserPlugin[],
  sourceType: 'module' | 'script',
): t.File | undefined {
  try {
    return parse(code, {
      sourceType,
      plugins,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowSuperOutsideMethod: true,
      allowUndeclaredExports: true,
      allowNewTargetOutsideFunction: true,
    });
  } catch {
    return undefined;
  }
}

function plugins(language: string): ParserPlugin[] {
  if (language === 'typescript') return ['typescript', 'decorators-legacy'];
  if (language === 'typescriptreact') return ['typescript', 'decorators-legacy', 'jsx'];
  return ['jsx', 'decorators-legacy'];
}

/** A selection such as `} function f() {` closes the wrapping itself; then the program is not our one statement. */
function parsedInside(ast: t.File, before: string): boolean {
  if (before === '') return true;
  const [statement, ...rest] = ast.program.body;
  return statement !== undefined && rest.length === 0 && ast.program.directives.length === 0;
}

function statementEnd(ast: t.File, code: string): ';' | '' {
  let ended = 0;
  let open = 0;
  t.traverseFast(ast, node => {
    if (!t.isReturnStatement(node) && !t.isExpressionStatement(node) && !t.isVariableDeclaration(node))
      return;
    if (code[endOf(node) - 1] === ';') ended++;
    else open++;
  });
  return ended === 0 && open > 0 ? '' : ';';
}

function namesIn(ast: t.File): Set<string> {
  const names = new Set<string>();
  t.traverseFast(ast, node => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(node.name);
  });
  return names;
}

/** Walks a parsed selection. */
export function walk(source: JsSource, visitor: Visitor): void {
  traverse(source.ast, visitor);
}

/** The source text of a node. Nodes of a parsed text always have offsets. */
export function textOf(source: JsSource, node: t.Node): string {
  return source.code.slice(startOf(node), endOf(node));
}

/** Offset of the first code unit of a parsed node. */
export function startOf(node: t.Node): number {
  if (typeof node.start !== 'number') throw new Error(`a ${node.type} without an offset`);
  return node.start;
}

/** Offset behind the last code unit of a parsed node. */
export function endOf(node: t.Node): number {
  if (typeof node.end !== 'number') throw new Error(`a ${node.type} without an offset`);
  return node.end;
}

/** Offset where a node begins, its parentheses included. */
export function outerStart(node: t.Node): number {
  const start = node.extra?.['parenStart'];
  return typeof start === 'number' ? start : startOf(node);
}

/** Whether a comment stands between two offsets; rewriting there would lose it. */
export function hasComment(source: JsSource, start: number, end: number): boolean {
  return (source.ast.comments ?? []).some(
    comment => startOfComment(comment) < end && endOfComment(comment) > start,
  );
}

function startOfComment(comment: t.Comment): number {
  return comment.start ?? 0;
}

function endOfComment(comment: t.Comment): number {
  return comment.end ?? Infinity;
}

/** The first of the candidates, then of the first one numbered, that no code here uses. */
export function freshName(source: JsSource, ...candidates: readonly string[]): string {
  const free = candidates.find(name => !source.names.has(name));
  if (free !== undefined) return free;
  let n = 2;
  while (source.names.has(`${candidates[0]}${n}`)) n++;
  return `${candidates[0]}${n}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

/** A text of the sources, with where it stands. */
export interface SourceText {
  /** Such as `editor/status/statusText.ts`, below `src`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Of a template: its own parts, with `{}` for each value. */
  readonly text: string;
}

/** Every call of `t`: what it says, and how many values it hands over; the text is undefined where it is not written out. */
export interface Said extends Omit<SourceText, 'text'> {
  readonly text: string | undefined;
  readonly values: number;
}

/** A source file, parsed. */
export interface Source {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

/** The sources right in `src`, and those below some of its rooms. */
export function sourcesOf(rooms: readonly string[]): readonly Source[] {
  const atRoot = readdirSync('src').filter(name => /(?<!\.d)\.ts$/.test(name));
  const inRooms = rooms.flatMap(room =>
    readdirSync(path.join('src', room), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => `${room}/${name.replaceAll('\\', '/')}`),
  );
  return [...atRoot, ...inRooms].map(parsed);
}

function parsed(file: string): Source {
  return { file, tree: parse(readFileSync(`src/${file}`, 'utf8')) };
}

/** A text as TypeScript reads it. */
export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
}

/** What a file says to the user. */
export function saidIn({ file, tree }: Source): readonly Said[] {
  const said: Said[] = [];
  walk(tree, node => {
    if (!isSaying(node)) return;
    const [first, ...values] = node.arguments;
    const text = first && ts.isStringLiteralLike(first) ? first.text : undefined;
    said.push({ file, line: lineOf(node), text, values: values.length });
  });
  return said;
}

/**
 * The texts of some files that a user may see and that are not said through `t`: those that are prose, and those that stand where
 * VS Code or the page shows them.
 */
export function bareIn(sources: readonly Source[]): readonly SourceText[] {
  const codes = new Set(sources.flatMap(({ tree }) => codesIn(tree)));
  return sources.flatMap(({ file, tree }) => {
    const bare: SourceText[] = [];
    walk(tree, node => {
      if (!isText(node) || !(isProse(node) || (isShown(node) && hasWord(node)))) return;
      const text = textOf(node);
      if (!codes.has(text) && !isOutOfSight(node)) bare.push({ file, line: lineOf(node), text });
    });
    return bare;
  });
}

type Text = ts.StringLiteralLike | ts.TemplateExpression;

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function textOf(node: Text): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
}

/** Two words in a row, or a word beside a value. */
function isProse(node: Text): boolean {
  return /[a-z]{2,},? [a-z]{2,}|\{\},? [a-z]{2,}|[a-z]{2,}:? \{\}/i.test(wordsOf(node));
}

function hasWord(node: Text): boolean {
  return /[a-z]{2}/i.test(wordsOf(node));
}

/** Icons, addresses, elements, the name of the product and units are the same everywhere. */
function wordsOf(node: Text): string {
  return textOf(node)
    .replaceAll(/\$\([\w~-]*(\{\})?[\w~-]*\)|^[a-z-]+:\/\/\S*|<[^>]*>/g, '')
    .replaceAll(/Codex Spark( Live)?|\b(ms|B|KB|MB|GB|s|p95|UTC|px|HTTP)\b/g, '');
}

/** Where VS Code or a page shows a text: a property of that name, an attribute, an argument of what shows it. */
const shownProperties =
  /^(label|title|tooltip|placeHolder|placeholder|detail|description|prompt|word|summary|aria-label|aria-description|aria-valuetext|textContent|ariaLabel)$/;
/** Which arguments of a call are shown. */
const shownArguments: readonly (readonly [callee: RegExp, isShown: (at: number) => boolean])[] = [
  [/(^|\.)show\w*Message$/, () => true],
  [/(^|\.)(setStatusBarMessage|appendMarkdown|appendText|tell)$/, at => at === 0],
  [/(^|\.)createWebviewPanel$|^iconButton$/, at => at === 1],
  [/^(step|toolbar)$/, at => at === 0],
  [/^lens$/, at => at === 1 || at === 4],
  [/^element$/, at => at >= 2],
];

function isShown(node: Text): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent))
    return parent.initializer === node && shownProperties.test(nameOf(parent.name));
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return ts.isPropertyAccessExpression(parent.left) && shownProperties.test(parent.left.name.text);
  if (!ts.isCallExpression(parent)) return false;
  const callee = parent.expression.getText();
  const at = parent.arguments.indexOf(node);
  return shownArguments.some(([pattern, isShownAt]) => pattern.test(callee) && isShownAt(at));
}

function nameOf(name: ts.PropertyName): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}

/** What nobody sees: types, modules, keys of objects, classes of elements, lines of the log, patterns; and what is said already. */
function isOutOfSight(node: Text): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return true;
  if (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText())) return true;
  let at: ts.Node = node;
  for (; !ts.isSourceFile(at) && (at === node || !isText(at)); at = at.parent) {
    if (ts.isTypeNode(at) || ts.isImportDeclaration(at) || ts.isExportDeclaration(at)) return true;
    if (ts.isPropertyAssignment(at) && nameOf(at.name) === 'class') return true;
    if (ts.isNewExpression(at) && at.expression.getText() === 'RegExp') return true;
    if (isSaying(at) && at.arguments[0] === node) return true;
    if (ts.isCallExpression(at) && /(^|\.)log\.\w+$|^attempt$/.test(at.expression.getText())) return true;
    if (ts.isStatement(at)) return false;
  }
  return false;
}

/** The codes of a file that are worded beside, as in `{ Retry: t('Retry') }` or `['cut short', t('cut short')]`. */
function codesIn(tree: ts.SourceFile): readonly string[] {
  const codes: string[] = [];
  walk(tree, node => {
    if (ts.isPropertyAssignment(node) && isSaying(node.initializer)) codes.push(nameOf(node.name));
    if (!ts.isArrayLiteralExpression(node)) return;
    const [code, words] = node.elements;
    if (code && words && ts.isStringLiteralLike(code) && isSaying(words)) codes.push(code.text);
  });
  return codes;
}

function isSaying(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't';
}

function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, child => walk(child, visit));
}

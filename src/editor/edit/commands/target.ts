import * as vscode from 'vscode';
import type { OffsetRange } from '../../../diff/offsetRange';
import { commentAbove } from './commentAbove';

/** More lines than this are not taken without being selected. */
const longestBlock = 400;

/**
 * What a command works on: the lines of each selection, or without one the function or block around the cursor, by
 * the language service, by folding ranges, or the paragraph. Whole lines with their line breaks, ascending, UTF-16
 * offsets; empty when there is nothing but blank lines.
 */
export async function targetsOf({
  document,
  selections,
}: Pick<vscode.TextEditor, 'document' | 'selections'>): Promise<OffsetRange[]> {
  const [first] = selections;
  const selected = selections.filter(selection => !selection.isEmpty);
  const ranges =
    selected.length > 0
      ? selected.map(selection => selectedLines(selection))
      : first
        ? [await enclosing(document, first.active)]
        : [];
  return joinTouching(ranges.map(range => wholeLines(document, range))).filter(
    ({ start, end }) =>
      document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end))).trim() !== '',
  );
}

/** A range of whole lines with the comment right above it. */
export function withCommentAbove(document: vscode.TextDocument, { start, end }: OffsetRange): OffsetRange {
  const { line } = document.positionAt(start);
  const first = commentAbove(at => document.lineAt(at).text, line);
  return { start: document.offsetAt(new vscode.Position(first, 0)), end };
}

/** The lines of a document. */
export function wholeDocument(document: vscode.TextDocument): OffsetRange {
  return { start: 0, end: document.offsetAt(document.lineAt(document.lineCount - 1).range.end) };
}

/** The lines of a range, from the start of the first one to behind the line break of the last one. */
export function wholeLines(document: vscode.TextDocument, meant: vscode.Range): OffsetRange {
  const range = document.validateRange(meant);
  return {
    start: document.offsetAt(new vscode.Position(range.start.line, 0)),
    end: document.offsetAt(document.lineAt(range.end.line).rangeIncludingLineBreak.end),
  };
}

/** A line on which a selection of several lines ends at column 0 is not meant. */
function selectedLines(selection: vscode.Selection): vscode.Range {
  const { start, end } = selection;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return new vscode.Range(start.line, 0, last, 0);
}

async function enclosing(document: vscode.TextDocument, at: vscode.Position): Promise<vscode.Range> {
  return (await bySymbols(document, at)) ?? (await byFolding(document, at)) ?? paragraph(document, at);
}

/** Kinds of symbols that are a piece of code of their own. */
const blocks: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Struct,
  vscode.SymbolKind.Namespace,
  vscode.SymbolKind.Module,
  vscode.SymbolKind.Variable,
  vscode.SymbolKind.Constant,
  vscode.SymbolKind.Property,
  vscode.SymbolKind.Field,
]);

async function bySymbols(
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.Range | undefined> {
  const symbols: unknown = await vscode.commands.executeCommand(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  if (!Array.isArray(symbols)) return undefined;
  const found: vscode.Range[] = [];
  const visit = (some: readonly unknown[]): void => {
    for (const symbol of some) {
      if (!isSymbol(symbol) || !onLines(symbol.range, at)) continue;
      if (blocks.has(symbol.kind) && !symbol.range.isSingleLine) found.push(symbol.range);
      visit(symbol.children);
    }
  };
  visit(symbols);
  return found.findLast(isShort);
}

/** The command hands out symbols of a class of its own, so only their fields can be looked at. */
function isSymbol(
  value: unknown,
): value is { range: vscode.Range; kind: vscode.SymbolKind; children: unknown[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'range' in value &&
    value.range instanceof vscode.Range &&
    'kind' in value &&
    typeof value.kind === 'number' &&
    'children' in value &&
    Array.isArray(value.children)
  );
}

/** Folding ranges come as plain objects. Those of comments, imports and regions have a kind. */
function isPlainFold(value: unknown): value is { start: number; end: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    typeof value.start === 'number' &&
    'end' in value &&
    typeof value.end === 'number' &&
    (!('kind' in value) || value.kind === undefined)
  );
}

async function byFolding(
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.Range | undefined> {
  const ranges: unknown = await vscode.commands.executeCommand(
    'vscode.executeFoldingRangeProvider',
    document.uri,
  );
  if (!Array.isArray(ranges)) return undefined;
  return ranges
    .filter(isPlainFold)
    .filter(({ start, end }) => start <= at.line && at.line <= end + 1)
    .map(({ start, end }) => withClosingLine(document, start, end))
    .filter(range => isShort(range) && onLines(range, at))
    .sort((a, b) => a.end.line - a.start.line - (b.end.line - b.start.line))[0];
}

/** Folding leaves the line with the closing bracket in sight; it belongs to the block. */
function withClosingLine(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  const next = end + 1 < document.lineCount ? document.lineAt(end + 1).text : '';
  return new vscode.Range(start, 0, /^\s*[\])}]/.test(next) ? end + 1 : end, 0);
}

function paragraph(document: vscode.TextDocument, at: vscode.Position): vscode.Range {
  const blank = (line: number): boolean => document.lineAt(line).isEmptyOrWhitespace;
  let first = at.line;
  let last = at.line;
  while (first > 0 && !blank(first - 1) && at.line - first < longestBlock / 2) first--;
  while (last + 1 < document.lineCount && !blank(last + 1) && last - at.line < longestBlock / 2) last++;
  return new vscode.Range(first, 0, last, 0);
}

function onLines(range: vscode.Range, at: vscode.Position): boolean {
  return range.start.line <= at.line && at.line <= range.end.line;
}

function isShort(range: vscode.Range): boolean {
  return range.end.line - range.start.line < longestBlock;
}

/** Selections on neighbouring lines are one piece. */
function joinTouching(ranges: readonly OffsetRange[]): OffsetRange[] {
  const joined: OffsetRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && range.start < last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else joined.push(range);
  }
  return joined;
}

import type { DocumentForm } from '../../../protocol/promptForms';
import { connectAModel } from '../optimise/answer';
import { canRewrite, rewritableLanguages } from '../optimise/languages';
import type * as codeTools from '../codeTools';
import { lineAt } from '../optimise/lines';
import { rewriteAll } from '../optimise/rewriteAll';
import { isFunction, type CodeSymbol, type Outline } from './symbols';

/** What needs a parser; loaded on first use. */
type CodeTools = typeof codeTools;

/** Longest list that is shown for one document. */
const maxEntries = 60;

/** Functions of more lines than this are called long. */
const longFunction = 60;

/** The definitions of a document as a nested list. */
export function outlineAnswer({ path, text, language }: DocumentForm, { outlineOf }: CodeTools): string {
  const outline = outlineOf(text, language);
  const { symbols } = outline;
  if (symbols.length === 0) return section(path, `No functions or classes found.${howFound(outline)}`);
  const list = symbols.map(
    ({ depth, kind, name, line, endLine }) =>
      `${'  '.repeat(depth)}- ${kind} \`${name}\` (${lines(line, endLine)})`,
  );
  return section(path, `${cut(list)}${howFound(outline)}`);
}

/** Where a document uses a name, with the lines themselves. */
export function usagesAnswer(
  { path, text, language }: DocumentForm,
  name: string,
  { mentionsOf }: CodeTools,
): string {
  const { exact, offsets } = mentionsOf(text, language, name);
  const all = text.split(/\r\n|\n|\r/);
  const numbers = [...new Set(offsets.map(offset => lineAt(text, offset)))];
  const list = numbers.map(number => `- line ${number}: ${code(all[number - 1]?.trim() ?? '')}`);
  const found =
    offsets.length === 0
      ? `\`${name}\` does not occur.`
      : `\`${name}\` occurs ${times(offsets.length)}:\n${cut(list)}`;
  const how = exact ? '' : '\n\nThis is a search for the word; comments and strings are included.';
  return section(path, found + how);
}

/** What the rules would rewrite, notes left in comments, and functions that are very long. */
export async function findingsAnswer(
  { path, text, language }: DocumentForm,
  tools: CodeTools,
  signal: AbortSignal,
): Promise<string> {
  const findings: { line: number; what: string }[] = [];
  const notes: string[] = [];
  if (canRewrite(language)) {
    const rewritten = await rewriteAll(text, tools.finderFor(language), signal);
    const { applied, unread } = 'fault' in rewritten ? { applied: [], unread: [rewritten] } : rewritten;
    const lines = unread.map(({ fault }) => lineAt(text, fault)).join(', ');
    if (lines !== '')
      notes.push(
        `The embedded engine's parser could not read line ${lines}, so the rules for rewriting could not be tried there.`,
      );
    for (const { line, rule, why } of applied)
      findings.push({ line, what: `\`${rule}\`: ${why} (*Optimize Selection* does it)` });
  } else {
    notes.push(
      `There are no rules for ${language || 'this language'}; only comments and lengths were looked at.`,
    );
  }
  for (const { 0: word, index } of text.matchAll(/\b(?:TODO|FIXME|XXX|HACK)\b.*/g))
    findings.push({ line: lineAt(text, index), what: code(word.trim()) });
  for (const symbol of tools.outlineOf(text, language).symbols.filter(isFunction)) {
    const length = symbol.endLine - symbol.line + 1;
    if (length > longFunction)
      findings.push({ line: symbol.line, what: `${symbol.kind} \`${symbol.name}\` is ${length} lines long` });
  }
  const list = findings.sort((a, b) => a.line - b.line).map(({ line, what }) => `- line ${line}: ${what}`);
  const found = list.length === 0 ? 'Nothing found by the rules of the embedded engine.' : cut(list);
  return section(path, [found, ...notes].join('\n\n'));
}

/** Counts of a document. */
export function statisticsAnswer({ path, text, language }: DocumentForm, { outlineOf }: CodeTools): string {
  const all = text === '' ? [] : text.split(/\r\n|\n|\r/);
  if (all.at(-1) === '') all.pop();
  const blank = all.filter(line => line.trim() === '').length;
  const outline = outlineOf(text, language);
  const functions = outline.symbols.filter(isFunction);
  const classes = outline.symbols.filter(({ kind }) => kind === 'class');
  const longest = functions.reduce<CodeSymbol | undefined>(
    (best, symbol) => (best && lengthOf(best) >= lengthOf(symbol) ? best : symbol),
    undefined,
  );
  const rows = [
    `- ${count(all.length, 'line')}, ${blank} of them blank; ${count(text.length, 'character')}`,
    `- ${count(functions.length, 'function or method', 'functions and methods')}, ${count(classes.length, 'class', 'classes')}`,
    ...(longest
      ? [
          `- longest: \`${longest.name}\`, ${count(lengthOf(longest), 'line')} (${lines(longest.line, longest.endLine)})`,
        ]
      : []),
  ];
  return section(path, rows.join('\n') + howFound(outline));
}

/** What the extension can do, and by which command. */
export const commandsAnswer = `What works here:

- **Completion**: just type; Tab accepts the ghost text. The embedded engine recalls from your open files and workspace, it does not invent.
- **Optimize Selection** (\`codexSpark.optimizeSelection\`): select code and run it from the command palette or the context menu; it rewrites ${rewritableLanguages} by rules that keep behaviour.
- **Edit Selection...** (\`codexSpark.editSelection\`): a rewrite by your own instruction; that needs a model.
- **This chat**, with code attached: outline, what a function does in structure ("explain \`parse\`"), usages of a name ("where is \`parse\` used?"), findings ("what could be improved?"), statistics ("how many lines?").

To connect a model, set \`codexSpark.endpoint\` to its address.
`;

/** For questions about code when none came with them. */
export const nothingAttached =
  'No code is attached, so there is nothing to look at. Attach a file or a selection to your message and ask again.\n';

/** For everything that takes a model. */
export function cannotAnswer(hasCode: boolean): string {
  const offer = hasCode
    ? 'Of the attached code I can give an outline, what its functions call, write and throw, the usages of a name, findings and statistics.'
    : 'With code attached I can give an outline, what its functions call, write and throw, the usages of a name, findings and statistics.';
  return `I cannot answer that. ${connectAModel} ${offer}\n`;
}

function section(path: string, body: string): string {
  return `**${path || 'the attached code'}**\n\n${body}\n`;
}

function howFound({ by }: Outline): string {
  return by === 'guessed'
    ? '\n\nThere is no parser for this text here: definitions are guessed line by line and may be wrong.'
    : '';
}

function cut(list: readonly string[]): string {
  const more = list.length - maxEntries;
  return [...list.slice(0, maxEntries), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** One line of code as Markdown, whatever back-ticks it holds. */
function code(line: string): string {
  const text = line.length > 160 ? `${line.slice(0, 159)}…` : line;
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${mark}${gap}${text}${gap}${mark}`;
}

function lengthOf({ line, endLine }: CodeSymbol): number {
  return endLine - line + 1;
}

function lines(first: number, last: number): string {
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`;
}

import type { DocumentForm } from '../../../protocol/promptForms';
import { connectAModel } from '../optimise/answer';
import { canRewrite } from '../optimise/languages';
import { rewriteAll } from '../optimise/rewriteAll';
import type * as codeTools from '../codeTools';
import type { Deed } from './structure';
import { isFunction, type CodeSymbol } from './symbols';

/** Most functions that are described, and most names of one kind for each. */
const mostFunctions = 30;
const mostNames = 8;

/**
 * What a document, or the function that a question names, does in structure: what it calls, writes and throws, how it
 * nests, where it is called, and what the rules would change in it. What it is for it does not say.
 */
export async function structureAnswer(
  { path, text, language }: DocumentForm,
  question: string,
  tools: typeof codeTools,
  signal: AbortSignal,
): Promise<string> {
  const deeds = tools.deedsOf(text, language);
  if (!deeds || !canRewrite(language)) {
    return `**${path || 'the attached code'}**\n\nThere is no parser for this text here, so I cannot say what it does. ${connectAModel}\n`;
  }
  const functions = tools.outlineOf(text, language).symbols.filter(isFunction);
  const named = functions.filter(({ name }) =>
    new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).test(question),
  );
  const shown = (named.length > 0 ? named : functions).slice(0, mostFunctions);
  const starts = lineStarts(text);
  const owners = ownersOf(functions);
  const own = grouped(deeds, ({ start }) => owners.get(lineOf(starts, start)));
  const calls = grouped(
    deeds.filter(({ kind }) => kind === 'call'),
    ({ name }) => name.split('.').at(-1) ?? '',
  );
  const rewritten = await rewriteAll(text, tools.finderFor(language), signal);
  const applied = 'fault' in rewritten ? [] : rewritten.applied;
  const lines = shown.map(symbol => {
    const used = [...new Set((calls.get(symbol.name) ?? []).map(({ start }) => lineOf(starts, start)))];
    const rules = applied.filter(({ line }) => line >= symbol.line && line <= symbol.endLine);
    const said = [
      ...describe(own.get(symbol) ?? []),
      used.length === 0 ? 'not called in this file' : `called on ${listed('line', used)}`,
      ...(rules.length > 0 ? [`the rules would apply ${names(rules.map(({ rule }) => rule))}`] : []),
    ];
    const where =
      symbol.line === symbol.endLine ? `line ${symbol.line}` : `lines ${symbol.line}-${symbol.endLine}`;
    return `- ${symbol.kind} \`${symbol.name}\` (${where}): ${said.join('; ')}`;
  });
  const outside = named.length > 0 ? [] : describe(own.get(undefined) ?? []);
  if (outside.length > 0) lines.push(`- outside of functions: ${outside.join('; ')}`);
  const more = (named.length > 0 ? named : functions).length - shown.length;
  if (more > 0) lines.push(`- and ${more} more functions`);
  const body = lines.length === 0 ? 'Nothing is called, written or thrown here.' : lines.join('\n');
  return `**${path || 'the attached code'}**\n\n${body}\n\nThis is what a parser reads off the code; what it is for takes a model. ${connectAModel}\n`;
}

function describe(deeds: readonly Deed[]): string[] {
  const of = (kind: Deed['kind']): Deed[] => deeds.filter(deed => deed.kind === kind);
  const named = (kind: Deed['kind'], verb: string): string[] => {
    const all = of(kind).flatMap(({ name }) => (name === '' ? [] : [name]));
    return all.length === 0 ? [] : [`${verb} ${names(all)}`];
  };
  const loops = of('loop');
  const deep = depthOf(loops);
  const branches = of('branch').length;
  return [
    ...named('call', 'calls'),
    ...named('write', 'writes'),
    ...named('throw', 'throws'),
    ...(loops.length > 0
      ? [`${counted(loops.length, 'loop')}${deep > 1 ? `, nested ${deep} deep` : ''}`]
      : []),
    ...(branches > 0 ? [counted(branches, 'branch', 'branches')] : []),
  ];
}

/** How many loops are at most inside of each other. */
function depthOf(loops: readonly Deed[]): number {
  const open: number[] = [];
  let deepest = 0;
  for (const { start, end } of loops) {
    while ((open.at(-1) ?? Infinity) <= start) open.pop();
    open.push(end);
    deepest = Math.max(deepest, open.length);
  }
  return deepest;
}

/** The innermost function of each line; they come outermost first. */
function ownersOf(functions: readonly CodeSymbol[]): ReadonlyMap<number, CodeSymbol> {
  const owners = new Map<number, CodeSymbol>();
  for (const symbol of functions)
    for (let line = symbol.line; line <= symbol.endLine; line++) owners.set(line, symbol);
  return owners;
}

function names(all: readonly string[]): string {
  const different = [...new Set(all)];
  const more = different.length - mostNames;
  const shown = different.slice(0, mostNames).map(name => `\`${name}\``);
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function listed(what: string, numbers: readonly number[]): string {
  const more = numbers.length - mostNames;
  return `${what}${numbers.length === 1 ? '' : 's'} ${numbers.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)];
}

/** The line of an offset, from 1. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function escaped(name: string): string {
  return name.replace(/[^\w]/g, '\\$&');
}

function grouped<T, K>(all: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of all) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

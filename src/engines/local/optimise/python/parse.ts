import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { layoutOf } from '../layout';
import {
  blanked,
  readAround,
  wordsOf,
  type Attempt,
  type Extent,
  type Grammar,
  type Lines,
  type Reading,
  type Unreadable,
} from '../setAside';
import { readable } from './readable';
import { descendants, type PySource } from './source';
import { treeOf, type PyNode } from './tree';

/** Parses a selection of Python; undefined when something in it does not parse. */
export function parsePy(text: string): PySource | undefined {
  const attempt = parseSelection(text, text);
  return 'source' in attempt ? attempt.source : undefined;
}

/** Reads as much of a selection as parses. */
export function readPy(text: string): Reading<PySource> | Unreadable {
  const reading = readAround(text, grammar);
  return 'fault' in reading ? reading : { ...reading, source: besides(reading.source, text, reading.unread) };
}

const grammar: Grammar<PySource> = {
  parse: parseSelection,
  // A statement has to stay where one was.
  blank: lines => blanked(lines.replace(/\S/, '\n')).replace('\n', '0'),
  asComment: line => (/^\s*(?:\/\/|--[ \t]|\/\*|\*[ \t/])/.test(line) ? line.replace(/\S/, '#') : undefined),
  goesOn: line => /^\s*(?:else|elif|except|finally|case)\b/.test(line),
  leadsOn: line => /^\s*@/.test(line),
};

/** What binds names, at the beginning of a line or anywhere. */
const binds = /=|^\s*(?:async|class|case|def|del|except|for|from|global|import|match|nonlocal|type|with)\b/m;

/** A source whose unread lines may mean anything. */
function besides(source: PySource, text: string, unread: readonly Lines[]): PySource {
  const code = unread.filter(({ comment }) => !comment);
  const closed = code.map(({ start, end }) => {
    const place = { start: start + source.start, end: end + source.start };
    return functionAround(source.root, place) ?? place;
  });
  const words = code.map(({ start, end }) => text.slice(start, end));
  const doubtful = code.flatMap(({ start }, at) => {
    const lines = words[at] ?? '';
    const outermost = functionAround(source.root, { start: start + source.start, end: start + source.start });
    return outermost || binds.test(lines) ? wordsOf(lines) : [];
  });
  return {
    ...source,
    names: new Set([...source.names, ...words.flatMap(wordsOf)]),
    doubtful: new Set(doubtful),
    closed: [...source.closed, ...closed],
  };
}

/** The innermost function around a place. */
function functionAround(root: PyNode, { start, end }: Extent): Extent | undefined {
  const around = descendants(root, 'FunctionDefinition').filter(
    ({ from, to }) => from <= start && start < to && end <= to,
  );
  const inner = around.at(-1);
  return inner && { start: inner.from, end: inner.to };
}

function parseSelection(text: string, original: string): Attempt<PySource> {
  let fault = 0;
  for (const before of wrappings(text)) {
    const attempt = parseTree(before, text);
    if ('source' in attempt) return { source: sourceOf(before + original, before, attempt.source) };
    fault = Math.max(fault, attempt.fault - before.length);
  }
  return { fault };
}

const strictParser = parser.configure({ strict: true });
/** `yield` with nothing behind it: the grammar misses a value there, Python does not. */
const bareYield = /\byield[ \t]*(?=[)\]}\r\n;#=,:]|$)/;

function parseTree(before: string, text: string): Attempt<SyntaxNode> {
  const code = readable(before + text);
  try {
    const root = (bareYield.test(code) ? parser : strictParser).parse(code).topNode;
    const fault = faultIn(root, before);
    return fault === undefined ? { source: root } : { fault };
  } catch (error) {
    // The strict parser gives up at the first fault, and says where, instead of going on with what it makes of it.
    const at = error instanceof SyntaxError ? /^No parse at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (at === undefined) throw error;
    return { fault: Number(at) };
  }
}

function sourceOf(code: string, before: string, root: SyntaxNode): PySource {
  const tree = treeOf(code, root);
  const text = code.slice(before.length);
  return {
    code,
    root: tree,
    start: before.length,
    end: code.length,
    inner: before !== '',
    layout: layoutOf(text, '    '),
    names: namesIn(code, tree),
    doubtful: new Set(),
    closed: selfDocumenting(tree),
  };
}

/** What prints its own text: `{xs[i]=}`. */
function selfDocumenting(tree: PyNode): Extent[] {
  return descendants(tree, 'FormatReplacement')
    .filter(({ children }) => children.some(({ name }) => name === 'FormatSelfDoc'))
    .map(({ from, to }) => ({ start: from, end: to }));
}

/**
 * What to put in front. Indented code goes into a block; so does code whose first line lost its indentation
 * because the selection begins behind it, for each indentation that it may have had.
 */
function wrappings(text: string): string[] {
  const block = 'if 1:\n';
  const indents = new Set([...text.matchAll(/\n([ \t]+)(?=\S)/g)].map(match => match[1] ?? ''));
  const lost = [...indents].sort((a, b) => a.length - b.length).map(indent => block + indent);
  return /^\s*[ \t]\S/.test(text) ? [block, ...lost] : ['', ...lost];
}

/** What stands deeper in other code is not read: looking at it takes the call stack. */
const mostDeep = 1000;

/** Where a tree holds what could not be parsed, or goes too deep, or where the text left the wrapping. */
function faultIn(root: SyntaxNode, before: string): number | undefined {
  let fault: number | undefined;
  let depth = 0;
  root.cursor().iterate(
    node => {
      const wrong = node.type.isError ? !isBareYield(node.node) : depth > mostDeep;
      if (wrong) fault = Math.min(fault ?? Infinity, node.from);
      depth++;
    },
    () => {
      depth--;
    },
  );
  if (fault !== undefined || before === '') return fault;
  return root.firstChild?.nextSibling?.from;
}

function isBareYield({ from, to, parent }: SyntaxNode): boolean {
  return from === to && (parent?.name === 'YieldStatement' || parent?.name === 'YieldExpression');
}

function namesIn(code: string, root: PyNode): Set<string> {
  return new Set(descendants(root, 'VariableName').map(({ from, to }) => code.slice(from, to)));
}

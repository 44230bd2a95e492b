import type { Parser, SyntaxNode } from '@lezer/common';
import { layoutOf } from '../layout';
import { descendants, textOf } from '../parsedText';
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
import type { CodeNode } from '../tree';
import { isFunction, namingNodes, type TypedSource } from './source';

/** How one of the languages is parsed. */
export interface TypedGrammar {
  readonly language: TypedSource['language'];
  /** Ways to parse, the usual one first: a parser that gives up at the first fault, and what to put behind the text. */
  readonly ways: readonly { readonly parser: Parser; readonly after: string }[];
  /** A text of the same length that the grammar can read, for forms that it does not know. */
  readable(code: string): string;
  treeOf(code: string, root: SyntaxNode): CodeNode;
  /** Where the tree may be wrong, so that nothing is changed there. */
  doubtsOf(code: string, root: CodeNode): Extent[];
}

/** Parses a selection; undefined when something in it does not parse. */
export function parseTyped(text: string, grammar: TypedGrammar): TypedSource | undefined {
  const attempt = parseSelection(text, text, grammar);
  return 'source' in attempt ? attempt.source : undefined;
}

/** Reads as much of a selection as parses. */
export function readTyped(text: string, grammar: TypedGrammar): Reading<TypedSource> | Unreadable {
  const reading = readAround(text, {
    ...lines,
    parse: (attempt, original) => parseSelection(attempt, original, grammar),
  });
  return 'fault' in reading ? reading : { ...reading, source: besides(reading.source, text, reading.unread) };
}

const lines: Omit<Grammar<TypedSource>, 'parse'> = {
  blank: code => blanked(code),
  asComment: line => (/^\s*#[#! \t]/.test(line) ? line.replace(/#[#! \t]/, '//') : undefined),
  goesOn: line => /^\s*(?:else|catch|finally|case|default)\b/.test(line),
  leadsOn: line => /^\s*@/.test(line),
};

/** A source whose unread lines may mean anything: in a function, to that function; else to all that they name. */
function besides(source: TypedSource, text: string, unread: readonly Lines[]): TypedSource {
  const code = unread.filter(({ comment }) => !comment);
  const around = code.map(place => functionAround(source.root, place));
  return {
    ...source,
    names: new Set([...source.names, ...code.flatMap(({ start, end }) => wordsOf(text.slice(start, end)))]),
    doubtful: new Set(
      code.flatMap(({ start, end }, at) => (around[at] ? [] : wordsOf(text.slice(start, end)))),
    ),
    closed: [...source.closed, ...code.map((place, at) => around[at] ?? place)],
  };
}

/** The outermost function around a place: what it declares may be declared in the unread lines too. */
function functionAround(root: CodeNode, { start, end }: Extent): Extent | undefined {
  const open = [root];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.from > start || at.to < end) continue;
    if (isFunction(at)) return { start: at.from, end: at.to };
    open.push(...at.children);
  }
  return undefined;
}

function parseSelection(text: string, original: string, grammar: TypedGrammar): Attempt<TypedSource> {
  let fault = 0;
  const readable = grammar.readable(text);
  for (const { parser, after } of grammar.ways) {
    const attempt = parseTree(readable + after, parser);
    if ('source' in attempt) return { source: sourceOf(original, after, attempt.source, grammar) };
    fault = Math.max(fault, attempt.fault);
  }
  return { fault: Math.min(fault, text.length) };
}

function parseTree(code: string, parser: Parser): Attempt<SyntaxNode> {
  try {
    const root = parser.parse(code).topNode;
    const fault = faultIn(root);
    return fault === undefined ? { source: root } : { fault };
  } catch (error) {
    const at = error instanceof SyntaxError ? /^No parse at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (at === undefined) throw error;
    return { fault: Number(at) };
  }
}

/** What stands deeper in other code is not read: looking at it takes the call stack. */
const mostDeep = 1000;

function faultIn(root: SyntaxNode): number | undefined {
  let fault: number | undefined;
  let depth = 0;
  root.cursor().iterate(
    node => {
      if (node.type.isError || depth > mostDeep) fault = Math.min(fault ?? Infinity, node.from);
      depth++;
    },
    () => {
      depth--;
    },
  );
  return fault;
}

function sourceOf(text: string, after: string, root: SyntaxNode, grammar: TypedGrammar): TypedSource {
  const code = text + after;
  const tree = grammar.treeOf(code, root);
  return {
    language: grammar.language,
    code,
    root: tree,
    start: 0,
    end: text.length,
    layout: layoutOf(text, grammar.language === 'go' ? '\t' : '    '),
    names: namesIn(code, tree),
    doubtful: new Set(),
    closed: grammar.doubtsOf(code, tree),
  };
}

/** Every leaf that reads as a name. */
function namesIn(code: string, root: CodeNode): Set<string> {
  return new Set(descendants(root, ...namingNodes).map(node => textOf({ code }, node)));
}

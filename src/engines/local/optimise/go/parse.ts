import { parser } from '@lezer/go';
import type { Reading, Unreadable } from '../setAside';
import { parseTyped, readTyped, type TypedGrammar } from '../typed/reading';
import type { TypedSource } from '../typed/source';
import { readable } from './readable';
import { treeOf } from './tree';

const grammar: TypedGrammar = {
  language: 'go',
  ways: [{ parser: parser.configure({ strict: true }), after: '' }],
  readable,
  treeOf,
  doubtsOf: () => [],
};

/** Parses a selection of Go; undefined when something in it does not parse. */
export function parseGo(text: string): TypedSource | undefined {
  return parseTyped(text, grammar);
}

/** Reads as much of a selection as parses. */
export function readGo(text: string): Reading<TypedSource> | Unreadable {
  return readTyped(text, grammar);
}

import { parser } from '@lezer/java';
import type { Reading, Unreadable } from '../setAside';
import { parseTyped, readTyped, type TypedGrammar } from '../typed/reading';
import type { TypedSource } from '../typed/source';
import { readable } from './readable';
import { misreadCasts, treeOf } from './tree';

const file = parser.configure({ strict: true });

const grammar: TypedGrammar = {
  language: 'java',
  // Statements or a file, what stands in a class, an expression.
  ways: [
    { parser: file, after: '' },
    { parser: parser.configure({ strict: true, top: 'ClassContent' }), after: '' },
    { parser: file, after: ';' },
  ],
  readable,
  treeOf,
  doubtsOf: misreadCasts,
};

/** Parses a selection of Java; undefined when something in it does not parse. */
export function parseJava(text: string): TypedSource | undefined {
  return parseTyped(text, grammar);
}

/** Reads as much of a selection as parses. */
export function readJava(text: string): Reading<TypedSource> | Unreadable {
  return readTyped(text, grammar);
}

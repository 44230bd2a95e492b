import type { DocumentText, NextEdit } from '../nextEdit';
import type { LanguageKnowledge } from './moment';
import type { Pattern } from './pattern';

/** A language service knows which names mean the same. */
const confidence = 0.95;

/**
 * The places where the language service says that a former name stands for what was renamed. Undefined when it says
 * nothing about this name.
 */
export async function knownPlaces(
  { removed: [from, more], inserted: [to, others], examples, key }: Pattern,
  { places }: LanguageKnowledge,
  documents: readonly DocumentText[],
  signal: AbortSignal,
): Promise<NextEdit[] | undefined> {
  const [example] = examples;
  if (!from || !to || more || others || from.kind !== 'name' || to.kind !== 'name') return undefined;
  if (!places || example?.start === undefined) return undefined;
  const at = { start: example.start, end: example.start + to.text.length };
  const known = await places({ uri: example.uri, at, from: from.text, to: to.text }, signal);
  signal.throwIfAborted();
  return known?.flatMap(({ uri, range }) => {
    const text = documents.find(document => document.uri === uri)?.text;
    if (text?.slice(range.start, range.end) !== from.text) return [];
    const edit = { offset: range.start, length: from.text.length, text: to.text };
    return [{ uri, edits: [edit], kind: 'rename' as const, confidence, cause: key }];
  });
}

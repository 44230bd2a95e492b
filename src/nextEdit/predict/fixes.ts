import type { TextEdit } from '../../diff/textEdit';
import type { DocumentText, NextEdit } from '../nextEdit';
import type { LanguageKnowledge } from './moment';

/** A language service prefers a fix only where it is the one that is meant. */
const confidence = 0.9;

/** What the language service would do about the errors that came with the last edits. */
export async function preferredFixes(
  { fixes }: LanguageKnowledge,
  documents: readonly DocumentText[],
  signal: AbortSignal,
): Promise<NextEdit[]> {
  const found = (await fixes?.(signal)) ?? [];
  signal.throwIfAborted();
  return found.flatMap(({ uri, edits }) => {
    const text = documents.find(document => document.uri === uri)?.text;
    const ordered = edits.toSorted((a, b) => a.offset - b.offset);
    if (text === undefined || !areWithin(text, ordered)) return [];
    return [
      { uri, edits: ordered, kind: 'fix' as const, confidence, cause: `fix ${JSON.stringify(ordered)}` },
    ];
  });
}

/** Whether edits are some, and lie in a text one behind the other; what a service says may be of an older text. */
function areWithin(text: string, edits: readonly TextEdit[]): boolean {
  let end = 0;
  for (const { offset, length } of edits) {
    if (offset < end || offset + length > text.length) return false;
    end = offset + length;
  }
  return edits.length > 0;
}

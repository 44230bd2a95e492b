import { writeForm } from '../protocol/promptForms';
import type { ResponseInputItem } from '../protocol/wire';

/** Code that is to be merged into a file. */
export interface MergeRequest {
  /** Path or name of the file. */
  readonly path: string;
  /** VS Code language id. */
  readonly languageId: string;
  /** The file as it is. */
  readonly file: string;
  /** The code; lines of it may stand for what it leaves out. */
  readonly update: string;
  /** What it is about; may be empty. */
  readonly instruction: string;
}

/** The instructions of every merge, for a model that was not made for it. The same for all of them. */
export const mergeInstructions = [
  'You merge code into a file.',
  'The document holds the file as it is, the update the code. A comment in the update that stands for code left out means that the code of the file stays there.',
  'Answer with one fenced code block that holds the whole file with the update in its place, and nothing else in it. Change nothing else.',
  'If the file itself holds fences, use a longer fence than any of them around the block.',
].join('\n');

/** The input of one merge. The answer is read with `RewriteStream`. */
export function mergeInput({
  path,
  languageId,
  file,
  update,
  instruction,
}: MergeRequest): ResponseInputItem[] {
  const language = languageId;
  const parts = [
    writeForm({ kind: 'document', path, language, text: file }),
    writeForm({ kind: 'update', path, language, instruction, text: update }),
  ];
  const content = parts.map(text => ({ type: 'input_text' as const, text }));
  return [{ type: 'message', role: 'user', content }];
}

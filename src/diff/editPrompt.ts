import { fenceAround } from '../common/fences';
import { writeForm } from '../protocol/promptForms';
import type { ResponseInputItem } from '../protocol/wire';

/** Code that is to be rewritten. */
export interface EditRequest {
  /** Path or name, for the model's orientation; may be empty. */
  readonly path: string;
  /** VS Code language id. */
  readonly languageId: string;
  readonly code: string;
  /** What to do; empty means "make it better without changing what it does". */
  readonly instruction: string;
}

/** The instructions of every rewrite. The same for all of them, so that a server prepares them once. */
export const editInstructions = [
  'You rewrite code that a user selected in an editor.',
  'The last message holds the selected code. Its instruction attribute says what to do; without one, improve the code: make it simpler, faster or clearer without changing what it does.',
  'Answer with one fenced code block that holds the whole of the selected code, rewritten, and nothing else in it. Change as little as the task needs; keep indentation, names and comments that are not concerned.',
  'If the code itself holds fences, use a longer fence than any of them around the block.',
  'After the block you may add a short list of what was changed and why.',
  'If it cannot be done, answer with one plain sentence and no code block.',
].join('\n');

/** The instructions of one rewrite: with the fence to use, where the usual one stands in the code. */
export function editInstructionsFor(code: string): string {
  const fence = fenceAround(code);
  return fence.length === 3
    ? editInstructions
    : `${editInstructions}\nThe fence around this block is ${fence}`;
}

/** The input of one rewrite. */
export function editInput({ path, languageId, code, instruction }: EditRequest): ResponseInputItem[] {
  const text = writeForm({ kind: 'selection', path, language: languageId, instruction, text: code });
  return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }];
}

/** The instructions of an edit of several places: files as a whole, or selections in several files. */
export const editSetInstructions = [
  'You edit code that a user chose in an editor.',
  'Each part of the last message holds the text of one file, or of the part of it that may be changed. Its instruction attribute says what to do; without one, improve the code: make it simpler, faster or clearer without changing what it does.',
  'Answer with one search-and-replace block for each place to change. The line above a block is the path as given. Inside, between the markers, stand first the lines to replace, exactly as they are and enough of them to occur only once, then the lines that replace them:',
  'path/of/file.ts',
  '<<<<<<< SEARCH',
  'lines as they are',
  '=======',
  'lines as they are to be',
  '>>>>>>> REPLACE',
  'If the code itself holds lines that look like these markers, write all three markers of the block with more signs. Keep blocks small, in the order of the file, and leave everything else as it is.',
  'After the blocks you may add a short list of what was changed and why. If it cannot be done, answer with plain sentences and no block.',
].join('\n');

/** The instructions of an edit of these: with the markers to use, where lines like the usual ones stand in the code. */
export function editSetInstructionsFor(requests: readonly Pick<EditRequest, 'code'>[]): string {
  const taken = new Set(
    requests.flatMap(({ code }) =>
      [...code.matchAll(/^(?:<{5,}|={5,}|>{5,})/gm)].map(([mark]) => mark.length),
    ),
  );
  let size = 7;
  // Not longer than need be: long ones are miscounted.
  while (taken.has(size)) size++;
  if (size === 7) return editSetInstructions;
  const [open, divider, end] = ['<', '=', '>'].map(sign => sign.repeat(size));
  return `${editSetInstructions}\nThe markers of these blocks are ${open} SEARCH, ${divider} and ${end} REPLACE`;
}

/** The input of an edit of several places. The answer is read with `EditBlocks` and placed with `EditSet`. */
export function editSetInput(requests: readonly EditRequest[]): ResponseInputItem[] {
  const content = requests.map(({ path, languageId, code, instruction }) => ({
    type: 'input_text' as const,
    text: writeForm({ kind: 'selection', path, language: languageId, instruction, text: code }),
  }));
  return [{ type: 'message', role: 'user', content }];
}

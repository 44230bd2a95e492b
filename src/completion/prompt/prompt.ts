import { writeForm, type ContextForm } from '../../protocol/promptForms';
import type { ResponseInputItem } from '../../protocol/wire';
import type { NarrowWindow } from './narrow';
import type { CursorSnapshot } from '../snapshot';

/** The tags between which a chat-type model is asked to put the missing text. */
export const answerTag = { open: '<fill>', close: '</fill>' } as const;

/** How every completion request is asked, and what is sent ahead of it: a server prepares for exactly these. */
export const completionManner = { reasoningEffort: 'low', verbosity: 'low', cacheOnlyMarked: true } as const;

/**
 * The instructions of every completion request. The same for all of them, so that a server prepares them once.
 */
const completionInstructions = [
  'You complete code at a cursor inside an editor while a user types.',
  'The last message holds one file around the cursor, as it is now; the same file may stand before it as it was a moment ago. The cursor is the marker <|cursor|>, or the one named in the marker attribute.',
  'What stands before is there to be used: other files and parts of files, declarations of names, what was changed in the last minutes as unified diffs, the newest last, and what the language service finds wrong near the cursor.',
  `Write only the text that belongs at the cursor, between ${answerTag.open} and ${answerTag.close}. Do not repeat text that stands before the cursor or behind it.`,
  'Follow the indentation, names and style of the file. Stop at the end of the statement or block being written.',
  `If nothing useful can be added, answer ${answerTag.open}${answerTag.close}. No explanations, no Markdown.`,
].join('\n');

/**
 * The static part of a request: the instructions and what is worth knowing of the files, which change rarely. The
 * instructions are an input item and not the `instructions` field, because items carry over to the turns that
 * continue from a warm-up and the field does not.
 *
 * Two places are marked for the server's prompt cache: the end, behind which the cursor's part begins, and the end of
 * what changes less than the document being edited, so that it need not be read again when that is sent anew.
 * @param changeLess how many of the forms, from the first, change less often than those behind them
 */
export function staticInput(forms: readonly ContextForm[], changeLess = 0): ResponseInputItem[] {
  const rules: ResponseInputItem = {
    type: 'message',
    role: 'developer',
    content: [{ type: 'input_text', text: completionInstructions, ...markedIf(forms.length === 0) }],
  };
  if (forms.length === 0) return [rules];
  const content = forms.map((form, at) => ({
    type: 'input_text' as const,
    text: writeForm(form),
    ...markedIf(at === forms.length - 1 || at === changeLess - 1),
  }));
  return [rules, { type: 'message', role: 'user', content }];
}

/** Marks the end of what a server should keep prepared; the session leaves the mark out where a server knows none. */
function markedIf(marked: boolean): { prompt_cache_breakpoint?: { mode: 'explicit' } } {
  return marked ? { prompt_cache_breakpoint: { mode: 'explicit' } } : {};
}

/**
 * The part that changes with every key: the window around the cursor, last.
 * @param narrow a smaller window, where the server holds the rest of the document
 */
export function cursorInput(snapshot: CursorSnapshot, narrow?: NarrowWindow): ResponseInputItem[] {
  const { prefix, suffix, within } = narrow ?? { ...snapshot, within: undefined };
  const text = writeForm({
    kind: 'cursor',
    path: snapshot.path,
    language: snapshot.languageId,
    prefix,
    suffix,
    ...(within ? { within } : {}),
  });
  return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }];
}

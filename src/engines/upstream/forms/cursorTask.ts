import { textParts } from '../../../protocol/inputText';
import { placeCursor } from '../../../protocol/placeCursor';
import { readForm, type CursorForm, type DocumentForm } from '../../../protocol/promptForms';
import type { EngineRequest } from '../../engine';

/** Text of another place, as context. */
export type ContextText = Pick<DocumentForm, 'path' | 'text'>;

/** A completion at a cursor, out of the conversation that asks for it. */
export interface CursorTask {
  /** The whole text around the cursor. */
  readonly cursor: CursorForm;
  /** Other files (of each path the latest), then parts of files and definitions, each in the order given. */
  readonly documents: readonly ContextText[];
  /** How many of them, from the first, are files: they stay when the cursor goes elsewhere, the others do not. */
  readonly files: number;
}

/** The completion a request ends in; undefined when it ends in anything else. */
export function cursorTask({ input }: Pick<EngineRequest, 'input'>): CursorTask | undefined {
  const parts = textParts(input);
  const last = parts.at(-1);
  const form = last?.role === 'user' ? readForm(last.text) : undefined;
  if (form?.kind !== 'cursor') return undefined;
  const { cursor, documents } = placeCursor(form, documentsOf(parts));
  const files = latest(documents);
  return { cursor, documents: [...files, ...partsOfFiles(parts)], files: files.length };
}

/**
 * The completions a warm-up prepares for, as far as can be told: it has documents, and its instructions speak of a
 * cursor. The documents in the order in which a later request will name them.
 */
export function cursorWarmUp({ instructions, input }: EngineRequest): readonly DocumentForm[] | undefined {
  const parts = textParts(input);
  const documents = latest(documentsOf(parts));
  const rules = [instructions, ...parts.filter(({ role }) => role !== 'user').map(({ text }) => text)];
  return documents.length > 0 && rules.some(text => text.includes('<|cursor|>')) ? documents : undefined;
}

/** What a warm-up prepares for, as the completions behind it will have it. */
export interface WarmUpTask {
  /** The file being edited, as it was sent. */
  readonly own: ContextText;
  /** Other files, then parts of files and definitions, as `CursorTask` has them. */
  readonly documents: readonly ContextText[];
}

/** The same as `cursorWarmUp`, with the parts of files as well. */
export function cursorWarmUpTask(request: EngineRequest): WarmUpTask | undefined {
  const files = cursorWarmUp(request);
  const own = files?.at(-1);
  if (!files || !own) return undefined;
  return { own, documents: [...files.slice(0, -1), ...partsOfFiles(textParts(request.input))] };
}

function documentsOf(parts: ReturnType<typeof textParts>): DocumentForm[] {
  return parts.flatMap(({ text }) => {
    const form = readForm(text);
    return form?.kind === 'document' ? [form] : [];
  });
}

/** What the changes of the last minutes are called among files. */
const changesFile = 'recent.diff';

/**
 * Findings of the language service are left out: a model that fills in the middle reads code, not lists. What was changed
 * comes last, because it changes most.
 */
function partsOfFiles(parts: ReturnType<typeof textParts>): ContextText[] {
  const forms = parts.flatMap(({ text }) => readForm(text) ?? []);
  return [
    ...forms.flatMap(form => (form.kind === 'snippet' || form.kind === 'definitions' ? [form] : [])),
    ...forms.flatMap(form => (form.kind === 'changes' ? [{ path: changesFile, text: form.text }] : [])),
  ];
}

function latest(documents: readonly DocumentForm[]): DocumentForm[] {
  return documents.filter(
    (document, at) => !documents.some((other, later) => later > at && other.path === document.path),
  );
}

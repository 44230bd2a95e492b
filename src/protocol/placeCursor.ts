import type { CursorForm, DocumentForm } from './promptForms';

/**
 * Puts a cursor window back into the document it is a part of, where the conversation holds that document.
 * Returns the form with the whole text around the cursor, and the documents without the one it stands in, which
 * is out of date by now.
 */
export function placeCursor(
  form: CursorForm,
  documents: readonly DocumentForm[],
): { readonly cursor: CursorForm; readonly documents: readonly DocumentForm[] } {
  const { kind, path, language, prefix, suffix, within } = form;
  const home = documents.findLast(document => document.path === path);
  const others = documents.filter(document => document.path !== path);
  if (!home || !within || within.to > home.text.length) return { cursor: form, documents: others };
  const cursor = {
    kind,
    path,
    language,
    prefix: home.text.slice(0, within.from) + prefix,
    suffix: suffix + home.text.slice(within.to),
  };
  return { cursor, documents: others };
}

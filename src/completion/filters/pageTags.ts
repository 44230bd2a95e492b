import { lexisOf } from '../text/lexis';
import { linesOf } from '../text/lines';
import { scan } from '../text/scan';
import type { Filter } from './filter';

/**
 * Ends code at a line that begins with a tag of a web page: a model that has lost its way writes one anywhere. Not in
 * markup and text, nor inside a string or a comment, nor where the document has such lines; in JavaScript, where elements may
 * stand among code, only at tags that are of a whole page. A cut; idempotent.
 */
export const pageTags: Filter = (text, { snapshot }) => {
  const { languageId, prefix, suffix } = snapshot;
  const lexis = lexisOf(languageId);
  if (lexis.kind !== 'code' || !text.includes('<') || withElements.has(languageId)) return text;
  const tag = languageId === 'javascript' ? ofPages : ofAnything;
  const suspects = linesOf(text).filter(line => tag.test(line.text));
  if (suspects.length === 0 || linesOf(prefix + suffix).some(line => tag.test(line.text))) return text;
  const { within } = scan(prefix, lexis);
  for (const { start } of suspects) {
    const before = text.slice(0, start);
    if (scan(before, lexis, { within }).within) continue;
    return before.trim() === '' ? undefined : before.trimEnd();
  }
  return text;
};

/** Languages of code in which elements are written all the time. */
const withElements = new Set([
  'javascriptreact',
  'typescriptreact',
  'php',
  'ruby',
  'jade',
  'pug',
  'haml',
  'slim',
]);

const ofPages = /^\s*<(?:!doctype\b|\/?(?:html|head|body|script|style|link|meta)(?=[\s>]|$))/i;

const ofAnything =
  /^\s*<(?:!doctype\b|\/?(?:html|head|body|script|style|link|meta|div|span|pre|code|ul|ol|li|table|tr|td|h[1-6]|br|img|form|input|button)(?=[\s/>]|$)(?![^>]*>\())/i;

import { lexisOf } from '../../common/code/lexis';
import { linesOf } from '../text/lines';
import { scan } from '../../common/code/scan';
import { scanPrefix } from '../text/scanPrefix';
import type { Filter } from './filter';

/**
 * Ends code at a line that begins with a tag of a web page: a model that has lost its way writes one anywhere. Not in
 * markup and text, nor inside a string or a comment, nor where the document has such lines; in JavaScript, where elements may
 * stand among code, only where none can, or at tags that are of a whole page. A cut; idempotent.
 */
export const pageTags: Filter = (text, { snapshot }) => {
  const { languageId, prefix, suffix } = snapshot;
  const lexis = lexisOf(languageId);
  if (lexis.kind !== 'code' || !text.includes('<') || withElements.has(languageId)) return text;
  const suspects = linesOf(text).filter(line => ofAnything.test(line.text));
  if (suspects.length === 0) return text;
  const around = linesOf(prefix + suffix);
  const has = (tag: RegExp): boolean => around.some(line => tag.test(line.text));
  const mayHaveElements = languageId === 'javascript';
  if (has(mayHaveElements ? ofPages : ofAnything)) return text;
  let hasElements = mayHaveElements && has(element);
  const { within } = scanPrefix(prefix, lexis);
  for (const { start, text: line } of suspects) {
    const before = text.slice(0, start);
    if (scan(before, lexis, { within }).within) continue;
    if (mayHaveElements && !ofPages.test(line) && (hasElements || awaitsValue(prefix + before))) {
      hasElements = true;
      continue;
    }
    return before.trim() === '' ? undefined : before.trimEnd();
  }
  return text;
};

/** Whether a value comes behind some JavaScript, as an element is one; comments in between do not count. */
function awaitsValue(code: string): boolean {
  const last = linesOf(code).findLast(
    line => line.text.trim() !== '' && !/^\s*(?:\/\/|\/?\*)/.test(line.text),
  );
  return last !== undefined && /(?:[(,=?:&|[>]|\b(?:return|default|yield|await))\s*$/.test(last.text);
}

const element = /^\s*<[\w/>]/;

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

/** A tag that only closes, whatever its name is, stands alone on its line in no code. */
const ofAnything =
  /^\s*<\/[a-z][\w-]*>\s*$|^\s*<(?:!doctype\b|\/?(?:html|head|body|script|style|link|meta|div|span|pre|code|ul|ol|li|table|tr|td|h[1-6]|p|br|img|form|input|button)(?=[\s/>]|$)(?![^>]*>\())/i;

import { currentLine } from '../text/lines';
import type { CursorSnapshot } from '../snapshot';
import type { Filter } from './filter';

/**
 * Removes the markers of prompts and of training: the cursor, the tags around an answer and around the parts of our
 * prompts, fill-in-the-middle and end-of-text tokens. In front of the text they are skipped, and so is an echo of the prefix that ends with
 * one; further on the text ends at them, since what follows belongs to another document or to the prompt.
 * The beginning of one at the very end, where a limit has cut the answer, goes as well. So does the text before the cursor behind the tag
 * that it has in the prompt: weak models say the prompt again.
 * A marker that the document itself holds is left alone. Idempotent.
 */
export const markers: Filter = (text, { snapshot }) => {
  if (!/[<[|]/.test(text)) return text;
  let rest = text;
  let tagged = false;
  const shown = (kept: string): string => (tagged ? withoutPrefix(kept, snapshot.prefix) : kept);
  for (;;) {
    const found = nextMarker(rest, snapshot);
    if (!found)
      return shown(withoutBegun(rest, snapshot.prefix + snapshot.suffix, rest.length < text.length));
    const before = rest.slice(0, found.at);
    const marker = rest.slice(found.at, found.at + found.length);
    const isPrompt = before.trim() === '' || (marker.startsWith('<|cursor') && shown(before) === '');
    const isEcho = isPrompt || (!before.includes('\n') && snapshot.prefix.endsWith(before));
    if (!isEcho) return shown(before);
    tagged = !marker.startsWith('<|cursor') && (tagged || tagOfPart.test(marker));
    rest = rest.slice(found.at + found.length);
  }
};

const pattern = new RegExp(
  [
    '<\\|cursor\\d*\\|>',
    '</?fill>',
    // Around the parts of our prompts, with the attributes that are always there.
    '<(?:document|snippet|definitions|diagnostics|cursor|selection) path="[^"\\n]*"(?: [a-z]+="[^"\\n]*")+>',
    '</(?:document|snippet|definitions|diagnostics|cursor|selection)>',
    '^[ \\t]*<(?:document|snippet|definitions|diagnostics|cursor|selection)>[ \\t]*$',
    // Qwen, GPT and others.
    '</?\\|(?:fim_(?:prefix|suffix|middle|pad|begin|hole|end)|(?:end|begin)_?of_?text|im_(?:start|end)|file_sep|file_separator|repo_name|eot_id|end|endofprompt)\\|>',
    '<\\|(?:user|assistant|system)\\|>',
    // What weak models make of those, as a line of its own.
    '^[ \\t]*\\|(?:user|assistant|system)\\|[ \\t]*$',
    // DeepSeek, whose bars are wide ones.
    '<｜(?:fim▁(?:begin|hole|end)|(?:begin|end)▁of▁sentence)｜>',
    // StarCoder and Granite.
    '<(?:fim[_-](?:prefix|suffix|middle|pad)|file_sep|repo_name|reponame)>',
    // Code Llama and Codestral.
    '<EOT>',
    '\\[(?:PREFIX|SUFFIX|MIDDLE)\\]',
  ].join('|'),
  'gm',
);

/** As much of a marker as can be nothing else, up to the end of the text. */
const begun =
  /<(?:\/?fill?|\/(?:document|snippet|definitions|diagnostics|cursor|selection)|(?:document|snippet|definitions|diagnostics|cursor|selection) path[^>\n]*|\|(?:cursor|fim|im_|end_?of|begin_?of|file_|repo_|eot)[a-z_\d]*\|?)$/;

/** The same behind a tag around the answer, where another one has begun. */
const begunAgain = /<\/?(?:f(?:i(?:ll?)?)?)?$/;

function withoutBegun(text: string, document: string, again: boolean): string {
  const match = begun.exec(text) ?? (again ? begunAgain.exec(text) : undefined);
  if (!match || (match[0].length > 3 && document.includes(match[0]))) return text;
  return withoutBegun(text.slice(0, match.index), document, again);
}

/** As it stands in front of code in our prompts. */
const tagOfPart = /^\s*<(?!fill)[a-z]+(?: path="|>)/;

/** What a text says behind the lines before the cursor, of which it says the last ones again; all of it when it does not. */
function withoutPrefix(text: string, prefix: string): string {
  const said = text.replace(/^[ \t]*\r?\n/, '');
  const visible = said.trimEnd();
  if (visible === '') return text;
  for (let start = 0, next = 0; next >= 0; start = next + 1) {
    next = prefix.indexOf('\n', start);
    const lines = prefix.slice(start);
    if (lines.startsWith(visible)) return '';
    if (lines !== '' && said.startsWith(lines)) return said.slice(lines.length);
  }
  return text;
}

const bareTag = /^\s*<(?!fill)[a-z]+>\s*$/;

/** Languages in which parameters stand between bars. */
const withBars = new Set(['ruby', 'rust', 'crystal', 'elixir']);

function nextMarker(
  text: string,
  { prefix, suffix, languageId }: CursorSnapshot,
): { at: number; length: number } | undefined {
  const document = prefix + suffix;
  for (const match of text.matchAll(pattern)) {
    // Behind something on its line it is no line of its own.
    if (match.index === 0 && bareTag.test(match[0]) && currentLine(prefix).trim() !== '') continue;
    // The parameter of a closure.
    if (/^\s*\|/.test(match[0]) && withBars.has(languageId)) continue;
    // The document may be about such a thing.
    if (!document.includes(match[0].replace(/^<\/(\w+)>$/, '<$1')))
      return { at: match.index, length: match[0].length };
  }
  return undefined;
}

import type { Filter } from './filter';

/**
 * Removes the markers of prompts and of training: the cursor, the tags around an answer and around the parts of our
 * prompts, fill-in-the-middle and end-of-text tokens. In front of the text they are skipped, and so is an echo of the prefix that ends with
 * one; further on the text ends at them, since what follows belongs to another document or to the prompt.
 * A marker that the document itself holds is left alone. Idempotent.
 */
export const markers: Filter = (text, { snapshot }) => {
  if (!/[<[]/.test(text)) return text;
  let rest = text;
  for (;;) {
    const found = nextMarker(rest, snapshot.prefix + snapshot.suffix);
    if (!found) return rest;
    const before = rest.slice(0, found.at);
    const isEcho = before.trim() === '' || (!before.includes('\n') && snapshot.prefix.endsWith(before));
    if (!isEcho) return before;
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
    // Qwen, GPT and others.
    '<\\|(?:fim_(?:prefix|suffix|middle|pad|begin|hole|end)|(?:end|begin)_?of_?text|im_(?:start|end)|file_sep|file_separator|repo_name|eot_id|end|endofprompt)\\|>',
    // DeepSeek, whose bars are wide ones.
    '<｜(?:fim▁(?:begin|hole|end)|(?:begin|end)▁of▁sentence)｜>',
    // StarCoder and Granite.
    '<(?:fim[_-](?:prefix|suffix|middle|pad)|file_sep|repo_name|reponame)>',
    // Code Llama and Codestral.
    '<EOT>',
    '\\[(?:PREFIX|SUFFIX|MIDDLE)\\]',
  ].join('|'),
  'g',
);

function nextMarker(text: string, document: string): { at: number; length: number } | undefined {
  for (const match of text.matchAll(pattern)) {
    // The document may be about such a thing.
    if (!document.includes(match[0].replace(/^<\/(\w+)>$/, '<$1')))
      return { at: match.index, length: match[0].length };
  }
  return undefined;
}

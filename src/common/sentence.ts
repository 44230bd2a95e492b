/** VS Code language ids of text, where anything may stand. */
export const textLanguages: readonly string[] =
  'markdown mdx plaintext latex tex bibtex restructuredtext asciidoc git-commit git-rebase scminput log prompt'.split(
    ' ',
  );

/** Those of markup, where plain words stand between tags. */
export const markupLanguages: readonly string[] =
  'html xml xsl svg vue svelte astro handlebars razor blade'.split(' ');

/** Words that hold sentences together, and that hardly ever name anything in code. */
const small = new Set(
  'a an the is are was were be to of and or that which it its this these you your with by so if but can will not'.split(
    ' ',
  ),
);

/**
 * Whether a line can only be a sentence, and is no line of code: it begins with a capital and has words with single
 * spaces between them and nothing that code is written with; six and the sign that ends it, or, where that is cut off,
 * ten with three small ones among them. What stands between backticks counts as a word. Comments and strings look
 * like that inside: whoever asks has to know that the line is in none.
 */
export function readsAsSentence(line: string): boolean {
  const text = line.trim().replace(/`[^`]+`/g, 'it');
  if (!/^[A-Z][a-z']*,? [^\n]*$/.test(text) || !/^[\w\s,.:;!?()'’"/-]+$/.test(text)) return false;
  // A call, an index, a member, a pair of a map: no sentence has those.
  if (/\w[(]|\w\.\w|\w:\w|;$|\w\/\w+\//.test(text)) return false;
  const words = text.split(/\s+/);
  const plain = words.filter(word => /^[("']?[A-Za-z][a-z'’-]*[)"',.:;!?]*$/.test(word));
  if (plain.length < 0.8 * words.length || words.length < 6) return false;
  if (/[.!?]$/.test(text) || (text.endsWith(':') && words.length >= 8)) return smallOnes(words) >= 1;
  return words.length >= 10 && smallOnes(words) >= 3;
}

function smallOnes(words: readonly string[]): number {
  return new Set(words.map(word => word.toLowerCase().replace(/[^a-z]/g, '')).filter(word => small.has(word)))
    .size;
}

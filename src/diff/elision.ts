/**
 * Whether a line of code stands for code that was left out: `// ... existing code ...`, `# rest of the class unchanged`,
 * `/* other methods *\/` or three dots alone. Models write it instead of what they do not change.
 */
export function isElision(line: string): boolean {
  const text = line.trim();
  if (/^(?:\.{3}|…)[,;]?$/.test(text)) return true;
  const comment = commentOf(text);
  if (comment === undefined || comment.length > longest) return false;
  const said = comment.trim().toLowerCase();
  const dots = /\.{3}|…/.test(said);
  if (dots && /^[\s.…()[\]-]*$/.test(said)) return true;
  const hint =
    /\b(?:existing|remaining|rest|other|others|previous|unchanged|omitted|same|keep|as before|as above)\b/.test(
      said,
    );
  if (!hint) return false;
  return dots
    ? true
    : /^[([]?\s*(?:the\s+)?(?:existing|remaining|rest|other|previous)\b.*\b(?:code|methods?|functions?|imports?|members?|fields?|propert(?:y|ies)|file|class|body|logic|implementation|unchanged|here|goes|stays?|remains?)\b/.test(
        said,
      );
}

/** Longer comments explain something, in UTF-16 code units. */
const longest = 80;

/** What a line says that is nothing but a comment; undefined for code. */
function commentOf(text: string): string | undefined {
  for (const form of comments) {
    const match = form.exec(text);
    if (match) return match[1] ?? '';
  }
  return undefined;
}

const comments: readonly RegExp[] = [
  /^\{\/\*(.*?)\*\/\}$/,
  /^\/\*+(.*?)\*+\/$/,
  /^<!--(.*?)-->$/,
  /^\(\*(.*?)\*\)$/,
  /^(?:\/\/+|#+|--+|;+|%+)(.*)/,
];

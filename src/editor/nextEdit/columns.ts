/** How many columns a text takes from the beginning of its line, in a font of one width. */
export function columnsOf(text: string, tabSize: number): number {
  let columns = 0;
  for (const char of text) {
    if (char === '\t') columns += tabSize - (columns % tabSize);
    else columns += isWide(char) ? 2 : 1;
  }
  return columns;
}

/** Characters of East Asian scripts and most emoji take two columns. */
function isWide(char: string): boolean {
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u.test(
    char,
  );
}

/** A text with its tabs as spaces. */
export function withoutTabs(text: string, tabSize: number): string {
  let out = '';
  for (const char of text) {
    out += char === '\t' ? ' '.repeat(tabSize - (columnsOf(out, tabSize) % tabSize)) : char;
  }
  return out;
}

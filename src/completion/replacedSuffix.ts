const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * How many UTF-16 code units right of the cursor a text takes the place of. An editor that closes brackets by
 * itself leaves `foo(█)`; a text such as `a, b) {` brings its own `)`, which is to replace that one. Counts only
 * brackets that directly follow the cursor and that the text closes without having opened them.
 */
export function replacedSuffix(text: string, suffix: string): number {
  const closers = unmatchedClosers(text.split('\n', 1)[0] ?? '');
  let count = 0;
  while (count < closers.length && suffix[count] === closers[count]) count++;
  return count;
}

function unmatchedClosers(line: string): string[] {
  const open: string[] = [];
  const unmatched: string[] = [];
  for (const char of line) {
    if (char === '(' || char === '[' || char === '{') open.push(char);
    else if (char in openerOf) {
      if (open.at(-1) === openerOf[char]) open.pop();
      else unmatched.push(char);
    }
  }
  return unmatched;
}

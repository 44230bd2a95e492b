/**
 * The text of a file with a code block of an answer put in its place. A block that begins and ends with lines the file
 * has replaces what stands between them; any other one is the whole file when it is about as long, else new code for
 * its end.
 * @returns the new text, with the line ends of the file
 */
export function fitCode(file: string, code: string): string {
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const lines = file.split(/\r?\n/);
  const block = code.replace(/\n*$/, '').split(/\r?\n/);
  const whole = (): string => {
    if (file.trim() === '' || block.length * 2 >= lines.length) return [...block, ''].join(eol);
    return [file.replace(/\s*$/, ''), '', ...block, ''].join(eol);
  };
  const part = block.length < 2 ? undefined : partOf(lines, block);
  if (!part) return whole();
  const { start, at } = part;
  // It begins where the file begins and is about as long: the file.
  if (lines.findIndex(hasWords) === at && block.length * 2 >= lines.length) return whole();
  const lastLine = block.findLastIndex(line => line.trim() !== '');
  // The block ends where its last line stands again, at the same depth, below its first one.
  const end = lines.findIndex((line, index) => index >= at && index !== at && line === block[lastLine]);
  if (end < 0) return whole();
  // A block that holds most of what the file holds is the file.
  const shared = new Set(block.filter(hasWords));
  const elsewhere = [...lines.slice(0, start), ...lines.slice(end + 1)].filter(
    line => hasWords(line) && shared.has(line),
  );
  if (elsewhere.length > 2) return whole();
  return [...lines.slice(0, start), ...block.slice(0, lastLine + 1), ...lines.slice(end + 1)].join(eol);
}

/** Where a block begins in a file, both as lines without line breaks; undefined when its first words do not say. */
export function partOf(
  lines: readonly string[],
  block: readonly string[],
): { readonly start: number; /** The line that tells. */ readonly at: number } | undefined {
  const first = block.findIndex(hasWords);
  if (first < 0) return undefined;
  const at = only(lines, block[first] ?? '');
  return at === undefined || at < first ? undefined : { start: at - first, at };
}

/** Whether a line has any letter or digit, and so may tell where it belongs. */
export function hasWords(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}

/** Where a line stands, when it stands there only. */
function only(lines: readonly string[], line: string): number | undefined {
  const at = lines.indexOf(line);
  return at >= 0 && lines.lastIndexOf(line) === at ? at : undefined;
}

/** How far back a place is recognised by, in UTF-16 code units. */
const reach = 120;

/**
 * A model that knows what will be typed.
 * @param known all of it, with what precedes it; no two places may have the same 120 characters before them
 * @param prefix the text before the cursor, or the end of it
 * @param lines how many lines to answer
 * @returns what follows; empty when the prefix does not end in the known text
 */
export function continuation(known: string, prefix: string, lines: number): string {
  const tail = prefix.slice(-reach);
  const at = known.lastIndexOf(tail);
  if (at < 0) return '';
  return known
    .slice(at + tail.length)
    .split('\n', lines)
    .join('\n');
}

/**
 * Lines of C that are all different, with an indentation of four.
 * @param from the number of the first one
 */
export function statements(from: number, count: number): readonly string[] {
  const kinds = [
    (n: number) => `    total_${n} = price_${n} * amount + shipping;`,
    (n: number) => `    row_${n}->sum += rate[at] - discount_${n};`,
    (n: number) => `    if (limit_${n} < sum) return -ERANGE;`,
    (n: number) => `    put(out, "line %d", length_${n}, mode);`,
    (n: number) => `    at = next_of(table, at, step_${n});`,
  ];
  return Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return kinds[n % kinds.length]?.(n) ?? '';
  });
}

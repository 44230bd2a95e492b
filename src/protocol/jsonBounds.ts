/** Bounds of one JSON text. */
export interface JsonBounds {
  /** Values: members of objects, elements of arrays, and the arrays and objects themselves. */
  readonly values: number;
  /** Levels of arrays and objects within each other. */
  readonly depth: number;
}

/** What a JSON text holds, or which bound it breaks. */
export type JsonExtent = { readonly values: number } | { readonly beyond: keyof JsonBounds };

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;

/** As much of a text as is looked at here. */
export type Scanned = Pick<string, 'length' | 'charCodeAt' | 'indexOf'>;

/**
 * Counts what reading a JSON text would make, without making it: a text of some megabytes can hold millions of values,
 * and reading and checking those would hold up everybody else. Looks at each code unit twice at most, and hardly at those
 * of texts; stops at the first bound that is broken. What is no JSON is counted as far as it looks like it.
 */
export function jsonExtent(text: Scanned, bounds: JsonBounds): JsonExtent {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfText(text, at);
        break;
      case comma:
        values++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        values++;
        depth++;
        if (depth > bounds.depth) return { beyond: 'depth' };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
    }
    if (values > bounds.values) return { beyond: 'values' };
  }
  return { values };
}

/**
 * Where the JSON string that begins at `start` ends: at its closing quote, or with everything. Leaps from quote to quote,
 * since most of a request is text and most of that is none; where every other unit is a quote, a step at a time is faster.
 */
function endOfText(text: Scanned, start: number): number {
  let from = start + 1;
  for (let leaps = 1; leaps * 16 <= from - start + 256; leaps++) {
    const next = text.indexOf('"', from);
    if (next < 0) return text.length;
    let before = next;
    while (before > from && text.charCodeAt(before - 1) === backslash) before--;
    if ((next - before) % 2 === 0) return next;
    from = next + 1;
  }
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === backslash) at++;
    else if (unit === quote) return at;
  }
  return text.length;
}

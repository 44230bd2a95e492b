import type { DocumentText, NextEdit } from '../nextEdit';
import { isWord, type Pattern } from './pattern';
import { longestLine, tokensOf, type Token } from './tokens';
import type { Work } from './work';

/** In larger documents other things have these names too, UTF-16 code units. */
const largest = 20_000;

/** A name that says a dimension more than before is rarely meant otherwise; not fitted, there are too few of them. */
const confidence = 0.7;

/** The axes of so many dimensions. */
const axes = ['x', 'y', 'z', 'w'];

/**
 * What a name with one dimension more asks for: `Point` became `Point3D`, so behind each `x` and `y` that stand side by side
 * in the same form a `z` is to come. Only in a document that has none yet.
 */
export async function nextInSeries(
  patterns: readonly Pattern[],
  document: DocumentText,
  work: Work,
): Promise<NextEdit[]> {
  const renamed = patterns.find(
    pattern => pattern.examples.some(({ uri }) => uri === document.uri) && dimensionOf(pattern) !== undefined,
  );
  const dimension = renamed && dimensionOf(renamed);
  if (!renamed || dimension === undefined || document.text.length > largest) return [];
  const { uri, text } = document;
  const [one, two, next] = [axes[dimension - 3], axes[dimension - 2], axes[dimension - 1]];
  if (one === undefined || two === undefined || next === undefined) return [];
  if (new RegExp(`(?<![\\p{L}\\p{N}_$])${next}(?![\\p{L}\\p{N}_$])`, 'u').test(text)) return [];
  const edits: NextEdit[] = [];
  let above = '';
  let start = 0;
  for (const whole of text.split('\n')) {
    await work.did(whole.length * 4);
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const lineBreak = whole === line ? '\n' : '\r\n';
    const inserts = line.length > longestLine ? [] : inLine(tokensOf(line), one, two, next);
    if (inserts.length === 0 && isNextLine(above, line, one, two)) {
      inserts.push({ at: line.length, text: nextLine(above, line, two, next, lineBreak) });
    }
    if (inserts.length > 0) {
      const changes = inserts.map(insert => ({ offset: start + insert.at, length: 0, text: insert.text }));
      edits.push({ uri, edits: changes, kind: 'repeat', confidence, cause: renamed.key });
    }
    above = line;
    start += whole.length + 1;
  }
  return edits;
}

/** The dimensions that a new name says, if it is one more than the former name said. */
function dimensionOf({ removed: [from], inserted: [to, more] }: Pattern): number | undefined {
  if (from?.kind !== 'name' || to?.kind !== 'name' || more) return undefined;
  const [, stem, dimension] = /^(.*?)([34])[dD]?$/.exec(to.text) ?? [];
  if (stem === undefined || dimension === undefined || stem === '') return undefined;
  const former = from.text.startsWith(stem) ? from.text.slice(stem.length).toLowerCase() : undefined;
  const count = Number(dimension);
  const isOneMore = (former === '' && count === 3) || former?.replace('d', '') === String(count - 1);
  return isOneMore ? count : undefined;
}

/** Where in a line two pieces stand side by side that differ in the axis only: behind the second one goes the third. */
function inLine(
  tokens: readonly Token[],
  one: string,
  two: string,
  next: string,
): { at: number; text: string }[] {
  const inserts: { at: number; text: string }[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const piece = pairAt(tokens, from, one, two);
    if (!piece) continue;
    const { separator, second, end } = piece;
    const last = tokens[end - 1];
    const third = second.map(token => (token.text === two ? next : token.text)).join('');
    if (last) inserts.push({ at: last.start + last.text.length, text: separator + third });
    from = end - 1;
  }
  return inserts;
}

/** The longest pair that begins at a token. */
function pairAt(
  tokens: readonly Token[],
  from: number,
  one: string,
  two: string,
): { separator: string; second: readonly Token[]; end: number } | undefined {
  for (let length = Math.min(12, tokens.length - from); length > 0; length--) {
    const first = tokens.slice(from, from + length);
    if (
      !first.some(token => token.text === one) ||
      first[0]?.kind === 'space' ||
      first.at(-1)?.kind === 'space'
    )
      continue;
    for (let gap = 1; gap <= 3; gap++) {
      const second = tokens.slice(from + length + gap, from + 2 * length + gap);
      const separator = tokens
        .slice(from + length, from + length + gap)
        .map(token => token.text)
        .join('');
      if (!/^\s*[,+*&|]+\s*$/.test(separator) || second.length < length) continue;
      const isPair = first.every((token, n) => (token.text === one ? two : token.text) === second[n]?.text);
      if (isPair) return { separator, second, end: from + 2 * length + gap };
    }
  }
  return undefined;
}

/** Whether a line is the one above it with the next axis. */
function isNextLine(above: string, line: string, one: string, two: string): boolean {
  if (above.length > longestLine || line.length > longestLine || above.trim() === '') return false;
  const [a, b] = [tokensOf(above.replace(/[,;]?\s*$/, '')), tokensOf(line.replace(/[,;]?\s*$/, ''))];
  return (
    a.some(token => isWord(token) && token.text === one) &&
    a.length === b.length &&
    a.every((token, n) => (token.text === one ? two : token.text) === b[n]?.text)
  );
}

function nextLine(above: string, line: string, two: string, next: string, lineBreak: string): string {
  const third = tokensOf(line)
    .map(token => (token.text === two ? next : token.text))
    .join('');
  const needsComma = above.trimEnd().endsWith(',') && !line.trimEnd().endsWith(',');
  return `${needsComma ? ',' : ''}${lineBreak}${third}`;
}

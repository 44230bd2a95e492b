import type { Change } from './change';
import { clustersOf, type Cluster } from './clusters';
import { longestLine, tokensOf, type Token } from './tokens';

/** A token of a pattern. Those with the same hole stand for the same text, whichever it is. */
export interface PatternToken extends Token {
  readonly hole?: number;
}

/** One line that was changed by a pattern. */
export interface Example {
  readonly uri: string;
  /** The tokens of the former line left and right of what was removed. */
  readonly left: readonly Token[];
  readonly right: readonly Token[];
  /** What the holes held. */
  readonly held: readonly string[];
  readonly within: Token['within'];
  /** Where the new text stands now, UTF-16; undefined where something newer changed it. */
  readonly start: number | undefined;
  /** How many places of the line were changed at once. */
  readonly places: number;
  /** ms */
  readonly time: number;
}

/** Tokens that took the place of others, with the lines in which they did. */
export interface Pattern {
  /** What is removed and what is inserted, as a text. */
  readonly key: string;
  readonly removed: readonly PatternToken[];
  readonly inserted: readonly PatternToken[];
  /** Whether the whole line goes, with its line break. */
  readonly removesLine: boolean;
  readonly examples: readonly Example[];
}

/** A longer piece is other code, not another form of the same, in tokens. */
const mostTokens = 60;

/** The patterns in some changes, those of the first change first. A change of one line may hold several. */
export function patternsIn(changes: readonly Change[]): Pattern[] {
  const found = new Map<string, Pattern & { examples: Example[] }>();
  for (const change of changes) {
    for (const { before, after, start, removesLine } of formsOf(change)) {
      const [old, now] = [tokensOf(before), tokensOf(after)];
      const clusters = clustersOf(old, now);
      for (const cluster of clusters) {
        if (cluster.oldEnd - cluster.oldStart > mostTokens || cluster.newEnd - cluster.newStart > mostTokens)
          continue;
        const { removed, inserted, held } = withHoles(old, now, cluster);
        const key = JSON.stringify([removed.map(formOf), inserted.map(formOf)]);
        const from = now[cluster.newStart]?.start ?? after.length;
        const example: Example = {
          uri: change.uri,
          left: old.slice(0, cluster.oldStart),
          right: old.slice(cluster.oldEnd),
          held,
          within: (inserted[0] ?? removed[0])?.within ?? 'code',
          start: start === undefined ? undefined : start + from,
          places: clusters.length,
          time: change.time,
        };
        const known = found.get(key);
        if (known) known.examples.push(example);
        else found.set(key, { key, removed, inserted, removesLine, examples: [example] });
      }
    }
  }
  return [...found.values()];
}

/** A line and what it became, perhaps more lines than one. */
interface LineForm {
  readonly before: string;
  readonly after: string;
  /** Where the line stands now, UTF-16. */
  readonly start: number | undefined;
  readonly removesLine: boolean;
}

/**
 * A change as one of a single line. Lines that were only added belong to the line above them as well as to the line below
 * them: which of the two the next ones are like is not known yet.
 */
function formsOf({ before, after, above, below, start }: Change): LineForm[] {
  const [line] = before;
  const forms: LineForm[] = [];
  const now = after.join('\n');
  if (before.length === 1 && line !== undefined) {
    const removesLine = after.length === 0;
    if (!removesLine || line.trim() !== '') forms.push({ before: line, after: now, start, removesLine });
  } else if (before.length === 0 && now.trim() !== '') {
    if (above !== undefined && above.trim() !== '') {
      const from = start === undefined ? undefined : start - above.length - 1;
      forms.push({ before: above, after: `${above}\n${now}`, start: from, removesLine: false });
    }
    if (below !== undefined && below.trim() !== '') {
      forms.push({ before: below, after: `${now}\n${below}`, start, removesLine: false });
    }
  }
  return forms
    .filter(form => form.before.length <= longestLine && form.after.length <= 4 * longestLine)
    .map(relative);
}

/** The further lines of a form with their indentation counted from that of the first line. */
function relative(form: LineForm): LineForm {
  const indent = /^[ \t]*/.exec(form.before)?.[0] ?? '';
  if (indent === '' || !form.after.includes('\n')) return form;
  return { ...form, after: form.after.replaceAll(`\n${indent}`, '\n') };
}

/** Words that are removed as well as inserted become holes: there may stand others elsewhere. */
function withHoles(
  old: readonly Token[],
  now: readonly Token[],
  { oldStart, oldEnd, newStart, newEnd }: Cluster,
): { removed: PatternToken[]; inserted: PatternToken[]; held: string[] } {
  const [removed, inserted] = [old.slice(oldStart, oldEnd), now.slice(newStart, newEnd)];
  const come = new Set(inserted.filter(isWord).map(token => token.text));
  const held = [
    ...new Set(removed.filter(token => isWord(token) && come.has(token.text)).map(token => token.text)),
  ];
  const holed = (token: Token): PatternToken => {
    const hole = isWord(token) ? held.indexOf(token.text) : -1;
    return hole < 0 ? token : { ...token, hole };
  };
  return { removed: removed.map(holed), inserted: inserted.map(holed), held };
}

function formOf({ text, hole }: PatternToken): string | number {
  return hole ?? text;
}

/** Whether a token is a name or a number. */
export function isWord(token: Token): boolean {
  return token.kind === 'name' || token.kind === 'number';
}

/** How models mark their thoughts where nobody parts them from the answer. Compared without regard to case. */
const names = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think', 'mm:think'];
/** Tags of other shapes: Kimi; Cohere; Open Thoughts; Gemma; MedGemma; gpt-oss. */
const others: readonly (readonly [opening: string, closing: string])[] = [
  ['◁think▷', '◁/think▷'],
  ['<|start_thinking|>', '<|end_thinking|>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|channel>thought', '<channel|>'],
  ['<unused94>', '<unused95>'],
  ['<|channel|>analysis<|message|>', '<|channel|>final<|message|>'],
];

/** `<think:6124c78e>`: a tag with a number that its end repeats. */
const numbered = String.raw`think:[\w-]{1,32}`;
/** What some models put inside the brackets of a tag. */
const blanks = '[ \\t]{0,2}';
const escaped = (text: string): string => text.replaceAll(/[|[\]]/g, '\\$&');
const within = (slash: string, name: string): string => `${blanks}${slash}${blanks}(?:${name})${blanks}`;
const anyName = [...names, numbered].join('|');
const openings = `<${within('', anyName)}>|\\[${within('', 'think')}\\]|${others.map(([opening]) => escaped(opening)).join('|')}`;
const closings = `<${within('/', anyName)}>|\\[${within('/', 'think')}\\]|${others.map(([, closing]) => escaped(closing)).join('|')}`;

/** No tag is longer, in UTF-16 code units. */
export const longestThoughtTag = 64;

/** A tag with which thoughts begin or end, wherever it stands. */
export interface ThoughtTag {
  readonly kind: 'opening' | 'closing';
  /** Where it stands in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** The tags in a text, from a place on, in order. */
export function* thoughtTags(text: string, from = 0): Generator<ThoughtTag> {
  const pattern = new RegExp(`(${openings})|${closings}`, 'gi');
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const kind = found[1] === undefined ? 'closing' : 'opening';
    yield { kind, start: found.index, end: found.index + found[0].length };
  }
}

/** Whether a closing tag may end in a piece that goes on with a text. */
export function mayEndThoughts(piece: string): boolean {
  return /[>\]\u25b7]/.test(piece);
}

/** Whether a text speaks of thoughts by their tags. */
export function holdsThoughtTag(text: string): boolean {
  return new RegExp(`${openings}|${closings}`, 'i').test(text);
}

/** The thoughts that a text begins with. */
export interface OpenedThoughts {
  /** Length of the opening tag, in UTF-16 code units. */
  readonly length: number;
  /** Finds the tag that ends them. */
  readonly closing: RegExp;
}

/** The opening tag that a text begins with; `maybe` where it has only begun to be one. */
export function openedThoughts(start: string): OpenedThoughts | 'maybe' | undefined {
  const bracketed = new RegExp(`^([<[])${blanks}(${anyName})${blanks}([>\\]])`, 'i').exec(start);
  if (bracketed) {
    const [tag, left, name = '', right] = bracketed;
    const isPair = (left === '<') === (right === '>') && (left === '<' || name.toLowerCase() === 'think');
    if (!isPair) return undefined;
    const [before, behind] = left === '<' ? ['<', '>'] : ['\\[', '\\]'];
    return { length: tag.length, closing: new RegExp(before + within('/', name) + behind, 'i') };
  }
  const lower = start.slice(0, longestThoughtTag).toLowerCase();
  const other = others.find(([opening]) => lower.startsWith(opening));
  if (other) return { length: other[0].length, closing: new RegExp(escaped(other[1]), 'i') };
  const begun = new RegExp(`^[<[]${blanks}([a-z:]*)${blanks}$`).exec(lower)?.[1];
  const isName = begun !== undefined && names.some(name => name.startsWith(begun));
  const mayBe =
    isName ||
    /^<[ \t]{0,2}think:[\w-]{0,32}$/.test(lower) ||
    others.some(([opening]) => opening.startsWith(lower));
  return mayBe ? 'maybe' : undefined;
}

/** Whether a tag is spoken of: it stands in quotes, behind a backslash, or in a comment that begins its line. */
export function isQuoted(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /['"`\\]$/.test(line) || /^\s*(?:\/\/|\/\*|<!--)/.test(line) || endsInQuotes(line);
}

/** Whether a quote is open at the end of a line. Behind a letter an apostrophe opens none, unless that is a prefix of strings. */
function endsInQuotes(line: string): boolean {
  let open: string | undefined;
  for (const { 0: mark, index } of line.matchAll(/\\.|["'`]/g)) {
    const isApostrophe = mark === "'" && /\p{L}/u.test(line.charAt(index - 1));
    if (mark === open) {
      if (!isApostrophe || !/\p{L}/u.test(line.charAt(index + 1))) open = undefined;
    } else if (open === undefined && mark.length === 1) {
      const isPrefixed = /(?<![\p{L}\p{N}])[rbfu]{1,2}$/iu.test(line.slice(0, index));
      if (!isApostrophe || isPrefixed) open = mark;
    }
  }
  return open !== undefined;
}

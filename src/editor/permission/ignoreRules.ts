import ignore, { type Ignore } from 'ignore';

/** One file of rules in the syntax of `.gitignore`, and where it stands. */
export interface RuleFile {
  /** The folder its rules begin at: absolute, `/` as separator, without one at its end (empty for the root). */
  readonly folder: string;
  /** Its own name, such as `.gitignore`. */
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** One line of such a file. */
export interface Rule {
  /** Zero-based. */
  readonly line: number;
  /** As it is written. */
  readonly text: string;
  /** Begins with `!`: takes back what an earlier rule ignored. */
  readonly negative: boolean;
  readonly matcher: Ignore;
}

/** The rule that decides about a path, and where it is written. */
export interface Decision {
  readonly file: RuleFile;
  readonly rule: Rule;
}

/** Reads the text of a rule file. Never throws: a line that is no pattern matches nothing. */
export function ruleFile(folder: string, name: string, text: string): RuleFile {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((written, line) => (/^(#|\s*$)/.test(written) ? [] : [rule(written, line)]));
  return { folder, name, rules };
}

function rule(text: string, line: number): Rule {
  const negative = text.startsWith('!');
  const pattern = negative ? text.slice(1).replace(/^[#!]/, '\\$&') : text;
  return { line, text, negative, matcher: ignore().add(pattern) };
}

/**
 * The rule that decides about `path`, as git does it: the folders above it first, from the outermost one (what
 * lies in an ignored folder cannot be taken back), in each the innermost file first, in each file the last rule
 * that matches. Undefined when none does.
 * @param path absolute, `/` as separator
 * @param files the rule files of the folders above, outermost first
 */
export function decision(path: string, files: readonly RuleFile[]): Decision | undefined {
  let last: Decision | undefined;
  for (let end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
    const level = end < 0 ? path : path.slice(0, end + 1);
    last = at(level, files);
    if (end < 0 || (last && !last.rule.negative)) return last;
  }
}

/** What the rules say about one folder (with `/` at its end) or file itself, whatever holds for those above it. */
function at(level: string, files: readonly RuleFile[]): Decision | undefined {
  for (const file of files.toReversed()) {
    const base = `${file.folder}/`;
    if (!level.startsWith(base) || level === base) continue;
    const relative = level.slice(base.length);
    const rule = file.rules.findLast(rule => matchesItself(rule, relative));
    if (rule) return { file, rule };
  }
  return undefined;
}

/** The library also finds what lies in a folder that matches; folders have had their turn here. */
function matchesItself({ matcher, text }: Rule, path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  // Without a slash before its end a pattern is about the name alone.
  if (!/\/\s*\S/.test(text)) return matcher.ignores(path.slice(folder.length));
  if (!matcher.ignores(path)) return false;
  return folder === '' || /\*\*\s*$/.test(text) || !matcher.ignores(folder);
}

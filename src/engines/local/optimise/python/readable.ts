/**
 * A text of the same length that the grammar can read, for forms of Python that it does not know. Only the parser
 * sees it; what is not to be taken for what it stands in for gets a name of its own (`nameOf`).
 */
export function readable(code: string): string {
  let text = code;
  for (const [form, instead] of forms) text = text.replace(form, instead);
  return text;
}

type Replacement = (...groups: string[]) => string;

const spaces = (text: string): string => text.replace(/[^\r\n]/g, ' ');

const forms: readonly (readonly [RegExp, Replacement])[] = [
  // `1.`, `1.e5`, `1.j`
  [/(?<![\w.])(\d[\d_]*)\.(?=[eE][-+]?\d|[jJ](?!\w)|(?![\w.]))/g, (_, digits) => `${digits}0`],
  // t"..." as f"..."
  [/(?<!\w)([rR]?)[tT]([rR]?)(?=["'])/g, (_, before, after) => `${before}f${after}`],
  // `lambda a, /, b: a` without the slash
  [/(\blambda\b[^:\n()[\]{}]*?)(,\s*\/)(?=\s*[,:])/g, (_, head, slash) => head + spaces(slash)],
  // `x[*a]`, `*args: *Ts`: a sign in the place of the star
  [/([\w)\]]\[\s*)\*(?=\s*[\w(])/g, (_, head) => `${head}+`],
  [/(\*\s*\w+\s*:\s*)\*(?=\s*\w)/g, (_, head) => `${head}+`],
  // `for x in *a, b:`
  [/^([ \t]*(?:async[ \t]+)?for\b[^\n]*?\bin[ \t]*)\*/gm, (_, head) => `${head}+`],
  // `@d[0]` as a call
  [/^([ \t]*@[ \t]*[\w.]+)\[([^\n[\]()]*)\](?=[ \t]*(?:#.*)?$)/gm, (_, name, index) => `${name}(${index})`],
  // `case A():`, `case {"a": B()}:` as names; `case []:` as `case _:`
  [/^[ \t]*case\b[^\n]*:[^\n]*$/gm, line => caseLine(line)],
  [/^([ \t]*match[ \t]+)([^\n]*)(:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+case\b)/gm, matchHead],
  [/^([ \t]*(?:async[ \t]+)?with[ \t]*)\(([^#"']{1,2000}?)\)([ \t]*:)/gm, withHead],
];

/** The head of a `case` only: what stands behind its colon is code. */
function caseLine(line: string): string {
  const end = colonOutside(line);
  const head = line
    .slice(0, end)
    .replace(/(\w)(\(\s*\))/g, (_, name: string, empty: string) => name + spaces(empty))
    .replace(
      /(\bcase\b\s*|[,[(|:]\s*)(\[\s*\]|\(\s*\)|\{\s*\})/g,
      (_, before: string, empty: string) => `${before}_${spaces(empty.slice(1))}`,
    );
  return head + line.slice(end);
}

/** Where the first colon outside of brackets and texts stands; 0 where there is none. */
function colonOutside(line: string): number {
  let depth = 0;
  for (const { 0: sign, index } of line.matchAll(/[()[\]{}:]|"[^"]*"|'[^']*'/g)) {
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if (sign === ':' && depth === 0) return index;
  }
  return 0;
}

/** `match a, b:` with signs between the values. */
function matchHead(whole: string, head: string, subject: string, rest: string): string {
  let depth = 0;
  const signs = subject.replace(/[()[\]{},]|"[^"]*"|'[^']*'/g, sign => {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    return sign === ',' && depth === 0 ? '+' : sign;
  });
  return /\+\s*$/.test(signs) ? whole : head + signs + rest;
}

/** `with (a as b, c as d):` without the parentheses, where they are those of the statement. */
function withHead(whole: string, head: string, items: string, rest: string): string {
  let depth = 0;
  for (const [sign] of items.matchAll(/[()[\]{}]/g)) {
    depth += '([{'.includes(sign) ? 1 : -1;
    if (depth < 0) return whole;
  }
  if (depth !== 0 || !/\bas\b/.test(items)) return whole;
  const open = items.replace(/,(\s*)$/, ' $1').replace(/[\r\n]/g, ' ');
  return `${head} ${open} ${rest}`;
}

/** What a node of the readable text is called, where the text itself says something else there. */
export function nameOf(code: string, name: string, from: number): string {
  if (name === 'FormatString') return /^[rR]?[tT]/.test(code.slice(from, from + 2)) ? 'TemplateString' : name;
  return name;
}

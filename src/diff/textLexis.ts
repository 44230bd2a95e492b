import { lexisOf, type Lexis } from '../common/code/lexis';

/** How texts over several lines are written in a language, beyond what its lexis tells. */
export interface TextLexis {
  readonly lexis: Lexis;
  /** What begins a text that ends with a line of its own: its last group is that line, the one before it may be its quote. */
  readonly hereText: RegExp | undefined;
  /** What looks like the beginning of a string, and is none; with a part in front of it as its first group. */
  readonly sign: RegExp | undefined;
  /** What ends the texts that have no escapes: the lexis takes them for comments. */
  readonly rawEnds: ReadonlySet<string>;
}

/** Of a language id of VS Code, for some code of it: the delimiters of texts may be named there. */
export function textLexisOf(languageId: string, code: readonly string[]): TextLexis {
  const plain = lexisOf(languageId);
  const has = (ids: string): boolean => ids.split(' ').includes(languageId);
  const found = (pattern: RegExp): RegExpExecArray[] => code.flatMap(line => [...line.matchAll(pattern)]);
  const raw = new Map(
    rawTexts
      .filter(([ids]) => has(ids))
      .flatMap(([, begin, endOf]) => found(begin).map(([open, name = '']) => [open, endOf(name)])),
  );
  const long = [
    ...new Set(has('sql') ? found(/\$\w*\$/g).map(([tag]) => tag) : []),
    ...plain.longQuotes,
    ...tripled.filter(([, ids]) => has(ids)).map(([quotes]) => quotes),
  ];
  const quotes = has(spanning) ? [] : plain.quotes;
  return {
    lexis: {
      ...plain,
      quotes,
      longQuotes: has(spanning) ? [...long, ...plain.quotes] : long,
      blockComments: [...raw, ...plain.blockComments],
    },
    hereText: hereTexts.find(([ids]) => has(ids))?.[1],
    sign: signs.find(([ids]) => has(ids))?.[1],
    rawEnds: new Set(raw.values()),
  };
}

/** Three quotes around a text over several lines, and languages that have these, beside those whose lexis says so. */
const tripled: readonly (readonly [quotes: string, ids: string])[] = [
  ['"""', 'java kotlin scala swift csharp dart groovy julia elixir toml'],
  ["'''", 'dart groovy elixir toml'],
];

/** Languages in which any string may go over several lines. */
const spanning = 'shellscript sql rust php';

/**
 * Texts without escapes: what begins one, with what its end has too as a group, and that end. Delimiters may be as long, or called, as the
 * code likes.
 */
const rawTexts: readonly (readonly [ids: string, begin: RegExp, endOf: (name: string) => string])[] = [
  ['rust', /r(#*)"/g, signs => `"${signs}`],
  ['cpp cuda-cpp objective-cpp', /R"([^\s()\\]*)\(/g, name => `)${name}"`],
  ['lua', /\[(=*)\[/g, signs => `]${signs}]`],
  ['csharp', /@\$?(")/g, quote => quote],
  ['powershell', /@(["'])/g, quote => `${quote}@`],
  ['go', /(`)/g, quote => quote],
];

const hereTexts: readonly (readonly [ids: string, beginning: RegExp])[] = [
  ['shellscript dockerfile terraform hcl', /(?<!<)<<[-~]?\s*\\?(["']?)([A-Za-z_]\w*)\1/g],
  ['ruby perl', /<<[-~]?(["'`]?)([A-Z_]\w*)\1/g],
  ['php', /<<<\s*(["']?)([A-Za-z_]\w*)\1/g],
];

const signs: readonly (readonly [ids: string, sign: RegExp])[] = [
  // Regular expressions.
  [
    'javascript javascriptreact typescript typescriptreact vue svelte astro html',
    /(^|[(,=:[!&|?{};]|=>|\breturn)\s*\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\//g,
  ],
  ['ruby', /(^|[(,=~[!&|?{]|\b(?:if|when|split|match|and|or)\b)\s*\/(?:\\.|[^/\\])+\//g],
  // Characters.
  ['rust', /()b?'(?:\\.|[^\\'])'/g],
  // What is cut off, and the number of arguments.
  ['shellscript', /()(?:\$\{[^{}]*\}|\$#)/g],
];

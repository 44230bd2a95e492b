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
  const raw = rawTexts.find(([ids]) => has(ids))?.[1] ?? [];
  const tags = has('sql') ? new Set(code.flatMap(line => line.match(/\$\w*\$/g) ?? [])) : [];
  const long = [...tags, ...plain.longQuotes, ...(has(tripled) ? ['"""'] : [])];
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
    rawEnds: new Set(raw.map(([, end]) => end)),
  };
}

/** Languages in which three quotes are those of a text over several lines, beside those whose lexis says so. */
const tripled = 'java kotlin scala swift csharp dart groovy julia elixir toml';

/** Languages in which any string may go over several lines. */
const spanning = 'shellscript sql rust php';

const rawTexts: readonly (readonly [ids: string, delimiters: readonly (readonly [string, string])[]])[] = [
  [
    'rust',
    [
      ['r##"', '"##'],
      ['r#"', '"#'],
    ],
  ],
  ['cpp cuda-cpp', [['R"(', ')"']]],
  ['csharp', [['@"', '"']]],
  ['lua', [['[[', ']]']]],
];

const hereTexts: readonly (readonly [ids: string, beginning: RegExp])[] = [
  ['shellscript dockerfile', /(?<!<)<<[-~]?\s*\\?(["']?)([A-Za-z_]\w*)\1/g],
  ['ruby perl', /<<[-~]?(["'`]?)([A-Z_]\w*)\1/g],
  ['php', /<<<\s*(["']?)([A-Za-z_]\w*)\1\s*$/g],
];

const signs: readonly (readonly [ids: string, sign: RegExp])[] = [
  // Regular expressions.
  [
    'javascript javascriptreact typescript typescriptreact vue svelte astro html',
    /(^|[(,=:[!&|?{};]|\breturn\b)\s*\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\//g,
  ],
  ['ruby', /(^|[(,=~[!&|?{]|\b(?:if|when|split|match|and|or)\b)\s*\/(?!\s)(?:\\.|[^/\\])+\//g],
  // Characters.
  ['rust', /()b?'(?:\\[^']+|[^\\'])'/g],
  // What is cut off, and the number of arguments.
  ['shellscript', /()(?:\$\{[^{}]*\}|\$#|\\['"])/g],
];

import { markupLanguages, textLanguages } from '../sentence';

/** What the rules about brackets, blocks and prose need to know of a language; an approximation by family. */
export interface Lexis {
  /** `code`; `markup`, where plain words stand between tags; `text`, where anything may stand. */
  readonly kind: 'code' | 'markup' | 'text';
  /** Whether a block ends by its indentation and not by a bracket or a word. */
  readonly blocksByIndentation: boolean;
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Delimiters of strings that end with their line at the latest. */
  readonly quotes: readonly string[];
  /** Delimiters of strings that may span lines. */
  readonly longQuotes: readonly string[];
}

/** The lexis of a VS Code language id; that of the C family for one that is not known. */
export function lexisOf(languageId: string): Lexis {
  return byLanguage.get(languageId) ?? cLike;
}

const cLike: Lexis = {
  kind: 'code',
  blocksByIndentation: false,
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  quotes: ['"', "'"],
  longQuotes: ['`'],
};
const cWithoutTicks: Lexis = { ...cLike, longQuotes: [] };
// An apostrophe is a lifetime there, or a part of a name.
const rust: Lexis = { ...cLike, quotes: ['"'], longQuotes: [] };
const hash: Lexis = { ...cLike, lineComments: ['#'], blockComments: [], longQuotes: [] };
const php: Lexis = { ...cLike, lineComments: ['//', '#'], longQuotes: [] };
const python: Lexis = { ...hash, blocksByIndentation: true, longQuotes: ['"""', "'''"] };
const yaml: Lexis = { ...hash, blocksByIndentation: true };
const lua: Lexis = { ...hash, lineComments: ['--'], blockComments: [['--[[', ']]']] };
const sql: Lexis = { ...hash, lineComments: ['--'], blockComments: [['/*', '*/']] };
const haskell: Lexis = {
  ...rust,
  blocksByIndentation: true,
  lineComments: ['--'],
  blockComments: [['{-', '-}']],
};
const fsharp: Lexis = { ...rust, blocksByIndentation: true, blockComments: [['(*', '*)']] };
const lisp: Lexis = { ...rust, lineComments: [';'], blockComments: [] };
const basic: Lexis = { ...rust, lineComments: ["'"], blockComments: [] };
const css: Lexis = { ...cLike, lineComments: [], longQuotes: [] };
const indented: Lexis = { ...cLike, blocksByIndentation: true };
const markup: Lexis = {
  kind: 'markup',
  blocksByIndentation: false,
  lineComments: [],
  blockComments: [['<!--', '-->']],
  quotes: [],
  longQuotes: [],
};
const text: Lexis = { ...markup, kind: 'text', blockComments: [] };

const families: readonly (readonly [lexis: Lexis, ids: string | readonly string[]])[] = [
  [cWithoutTicks, 'c cpp csharp java objective-c objective-cpp cuda-cpp dart groovy jsonc json swift'],
  [rust, 'rust'],
  [
    hash,
    'ruby shellscript perl perl6 r toml dockerfile makefile powershell elixir julia cmake ini properties editorconfig',
  ],
  [php, 'php'],
  [python, 'python gdscript nim starlark'],
  [yaml, 'yaml dockercompose github-actions-workflow coffeescript'],
  [lua, 'lua'],
  [sql, 'sql ada vhdl'],
  [haskell, 'haskell elm purescript'],
  [fsharp, 'fsharp'],
  [lisp, 'clojure lisp scheme racket'],
  [basic, 'vb'],
  [css, 'css'],
  [indented, 'jade pug sass stylus haml slim'],
  [markup, markupLanguages],
  [text, textLanguages],
];

const byLanguage: ReadonlyMap<string, Lexis> = new Map(
  families.flatMap(([lexis, ids]) =>
    (typeof ids === 'string' ? ids.split(' ') : ids).map((id): [string, Lexis] => [id, lexis]),
  ),
);

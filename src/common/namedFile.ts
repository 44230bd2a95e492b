/** A name in plain text is a file only with one of these endings; one with a folder, or set as code, with any. */
const endings: ReadonlySet<string> = new Set(
  (
    'ada adb ads asm astro awk bash bat bib c c++ cc cfg cjs clj cljs cls cmake cmd coffee conf cpp cr cs csh cshtml csproj css ' +
    'csv cts cu cxx d dart diff editorconfig el elm env erl ex exs f90 fs fsx gd gleam go gql gradle graphql groovy h h++ haml ' +
    'handlebars hbs hcl heex hh hpp hrl hs htm html hxx ini ipynb java jl js json json5 jsonc jsonl jsx kt kts less liquid lisp ' +
    'lock lua m mako md mdx mjs mk ml mli mm mts mustache nim nix odin pas patch php pl plist pm pp prisma properties proto ' +
    'ps1 pug py pyi pyx qml r rake rb rkt rs rst s sass sc scala scm scss sh sln sol sql styl sv svelte svg swift tcl tex tf toml ' +
    'ts tsv tsx twig txt v vb vhd vue wasm wat xaml xml xsl yaml yml zig zsh'
  ).split(' '),
);

/** Files that have no ending. */
const wellKnown =
  /^(?:(?:GNU)?Makefile|Dockerfile|Containerfile|Gemfile|Rakefile|Procfile|Vagrantfile|Brewfile|Justfile|Jenkinsfile|Caddyfile|Podfile|LICENSE|README|CHANGELOG|CODEOWNERS|BUILD|WORKSPACE)$/i;

/** Products that are called like files. */
const products =
  /^(?:(?:alpine|angular|babylon|backbone|chart|d3|discord|ember|express|ionic|knockout|moment|nest|next|node|nuxt|p5|phaser|pixi|react|require|socket|solid|tensorflow|three|vue)\.(?:js|io)|asp\.net|vb\.net)$/i;

/** Longer ones are no paths, in UTF-16 code units. */
const longest = 400;

/**
 * A path of a file as models write it, in text that nobody checked: letters of every script, brackets of routes, `$`;
 * no root and no way out of the folder. Undefined for anything else.
 * @param how `code`: set apart, by quotes or as code, so that it may hold spaces and have any ending; `plain`: a word
 */
export function namedFile(text: string, how: 'code' | 'plain'): string | undefined {
  if (text === '' || text.length > longest || !segments[how].test(text)) return undefined;
  const parts = text.split(/[\\/]/);
  const name = parts.at(-1) ?? '';
  if (parts.includes('..') || name.trim() === '') return undefined;
  if (parts.length > 1) return text;
  if (wellKnown.test(name) || /^\.[\p{L}\p{N}]/u.test(name)) return text;
  const ending = /[^.]\.([\p{L}\p{N}_+-]+)$/u.exec(name)?.[1];
  if (ending === undefined) return undefined;
  if (how === 'code') return /^[\p{Ll}\p{N}]|^.{1,3}$/u.test(ending) ? text : undefined;
  return endings.has(ending.toLowerCase()) && !products.test(name) ? text : undefined;
}

const segments = {
  plain: /^(?:[\p{L}\p{N}\p{M}_@.+~$()[\]-]+[\\/])*[\p{L}\p{N}\p{M}_@.+~$()[\]-]+$/u,
  code: /^(?! )(?:[\p{L}\p{N}\p{M}_@.+~$()[\], -]+[\\/])*[\p{L}\p{N}\p{M}_@.+~$()[\], -]+$/u,
} as const;

/**
 * The file that a line names which stands above code: `` `src/a.ts`: ``, `**File:** src/a.ts`, `### 2. src/a.ts`,
 * `// src/a.ts`, `src/a.ts (new)`. Undefined for a sentence, even when it names a file among other things.
 */
export function fileInLine(line: string): string | undefined {
  let rest = line.trim();
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest
      .replace(/^(?:#{1,6}\s+|[-+*]\s+|\d+[.)]\s+|\/\/+\s*|#\s*|--\s+|;+\s+)/, '')
      .replace(/^<!--\s*(.*?)\s*-->$|^\/\*+\s*(.*?)\s*\*\/$|^<(b|strong|code|h\d)>(.*)<\/\3>$/i, '$1$2$4')
      .replace(/^(\*\*|__)(.*)\1(:?)$/, '$2$3')
      .replace(label, '')
      .replace(/\s*\((?:new|modified|changed|updated|created|added|edited)(?: file)?\)$/i, '')
      .trim();
  }
  const bare = rest.replace(/:$/, '').trim();
  const apart = /^(?:\*\*|__|\*|_)?(?:`([^`]+)`|"([^"]+)"|'([^']+)')(?:\*\*|__|\*|_)?$/.exec(
    bare.replace(/:(\*\*|__)$/, '$1'),
  );
  const code = apart?.[1] ?? apart?.[2] ?? apart?.[3];
  if (code !== undefined) return namedFile(code.trim(), 'code');
  const link = /^\[([^\]]+)\]\([^)]*\)$/.exec(bare)?.[1]?.replace(/^`|`$/g, '');
  return namedFile(link ?? bare, 'plain');
}

const label =
  /^(?:\*\*|__)?(?:file(?:\s?(?:name|path))?|path|in|update|create|edit|modify|add|new file|changes? (?:to|in)|filepath)(?::\s*(?:\*\*|__)|(?:\*\*|__):?\s*|:\s*|\s+(?=[`"'*_]|\S+$))/i;

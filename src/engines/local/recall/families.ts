/** Languages whose code is recalled for one another; a family is a small number, 0 meaning plain text. */
const families: readonly (readonly string[])[] = [
  ['plaintext', 'txt', 'markdown', 'md', 'rst'],
  [
    'javascript',
    'js',
    'mjs',
    'cjs',
    'jsx',
    'javascriptreact',
    'typescript',
    'ts',
    'mts',
    'cts',
    'tsx',
    'typescriptreact',
    'vue',
    'svelte',
  ],
  ['python', 'py', 'pyi'],
  ['go'],
  ['rust', 'rs'],
  ['java', 'kotlin', 'kt', 'kts', 'scala', 'groovy', 'gradle'],
  [
    'c',
    'h',
    'cpp',
    'cc',
    'cxx',
    'hpp',
    'hh',
    'hxx',
    'cuda-cpp',
    'cu',
    'objective-c',
    'm',
    'objective-cpp',
    'mm',
  ],
  ['csharp', 'cs', 'fsharp', 'fs', 'vb'],
  ['css', 'scss', 'sass', 'less', 'stylus'],
  ['html', 'htm', 'xml', 'xsl', 'svg', 'handlebars', 'hbs', 'ejs', 'jinja', 'astro'],
  ['ruby', 'rb', 'erb'],
  ['php'],
  ['shellscript', 'sh', 'bash', 'zsh', 'fish', 'bat', 'powershell', 'ps1'],
  ['json', 'jsonc', 'json5'],
  ['yaml', 'yml', 'toml', 'ini', 'dockercompose', 'dockerfile'],
  ['sql'],
  ['swift'],
  ['lua'],
  ['dart'],
  ['elixir', 'ex', 'exs', 'erlang', 'erl'],
  ['haskell', 'hs', 'ocaml', 'ml', 'elm', 'clojure', 'clj'],
  ['r', 'julia', 'jl', 'perl', 'pl', 'pm'],
  ['zig', 'nim', 'd'],
  ['proto', 'proto3', 'graphql', 'gql', 'terraform', 'tf', 'makefile', 'mk', 'cmake'],
];

const byName = new Map(families.flatMap((names, family) => names.map(name => [name, family] as const)));

/** Family of a file: by its VS Code language id, else by the ending of its path; unknown ones are plain text. */
export function familyOf(language: string, path: string): number {
  return byName.get(language.toLowerCase()) ?? familyOfPath(path) ?? 0;
}

/** Family of a path by its ending, undefined if the ending is none of source text. */
export function familyOfPath(path: string): number | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  return byName.get(dot < 0 ? name : name.slice(dot + 1));
}

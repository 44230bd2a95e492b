/** What models call languages, by the ids of VS Code. */
const ids: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  'c#': 'csharp',
  bash: 'shellscript',
  cs: 'csharp',
  golang: 'go',
  js: 'javascript',
  jsx: 'javascriptreact',
  md: 'markdown',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  shell: 'shellscript',
  ts: 'typescript',
  tsx: 'typescriptreact',
  yml: 'yaml',
  zsh: 'shellscript',
};

/** The language id of VS Code for the name that a block has after its fence. */
export function languageId(name: string): string {
  const lower = name.toLowerCase();
  return (Object.hasOwn(ids, lower) ? ids[lower] : undefined) ?? lower;
}

/** Languages of VS Code that are YAML. */
export const yamlLanguages: ReadonlySet<string> = new Set([
  'yaml',
  'dockercompose',
  'github-actions-workflow',
]);

/** Languages of VS Code whose files have sections under a name in brackets. */
export const sectionLanguages: ReadonlySet<string> = new Set(['toml', 'ini', 'properties', 'editorconfig']);

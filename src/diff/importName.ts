/** What an import is known by, and how it imports. */
export interface ImportName {
  /** `import` and its module, or `export` where it hands on what it imports. */
  readonly key: string;
  /** `type` where it imports types only; empty for any other. */
  readonly form: string;
}

/** The name of an import, for any language that has imports; undefined for code that is none. Its list may go over several lines. */
export function importOf(lines: readonly string[]): ImportName | undefined {
  const [first = ''] = lines;
  const listed = /^(?:import|export)\b/.test(first) ? withModule.exec(lines.join('\n')) : null;
  const [, word = '', type, module] = listed ?? [];
  if (module !== undefined) return { key: `${word} ${module}`, form: type ? 'type' : '' };
  const plain = named.exec(first)?.[1] ?? python.exec(first)?.[1] ?? other.exec(first)?.[1];
  if (plain !== undefined) return { key: `import ${plain}`, form: '' };
  return /^import\s*\($/.test(first) ? { key: 'import (', form: '' } : undefined;
}

/** Of JavaScript: names, with a list of them in braces, from a module. */
const withModule =
  /^(import|export)\b(\s+type\s(?!from\b))?(?:[^"'={}]*(?:\{[^{}]*\}[^"'={}]*)?\bfrom)?\s*["']([^"']+)["']/;

/** A module by its name, with a word in front of it that says what kind of thing is imported. */
const named = /^import\s+(?:(?:static|qualified|class|struct|enum|protocol|func)\s+)?([\w.]+)/;
const python = /^from\s+(\S+)\s+import/;

/** Anything behind a word that imports, up to a list in braces. */
const other =
  /^(?:#include|use|using(?!\s+var\b|.*\()|require|require_relative|package|import)\s+([^\s{].*?)\s*(?:\{.*|;)?$/;

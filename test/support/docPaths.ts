// The paths that a document names, and which of them lead nowhere.

/** A place of the repository that a document names. */
export interface NamedPath {
  readonly line: number;
  /** As it is written. */
  readonly path: string;
  /** A link counts from the document; anything in backticks may be the end of a path. */
  readonly kind: 'link' | 'code';
}

/** Folders at the top of the repository; what begins like them is meant as a path. */
const tops = /^(?:\.github|\.vscode|bench|deploy|docs|findings|media|samples|scripts|src|test)\//;

/** A file of source code, or a folder with its slash. Names with a dot in front are about other people's files. */
const source = /^[\w-][\w./*<>-]*\.(?:ts|mjs|cjs)$/;
const folder = /^[a-z][\w-]*(?:\/[\w-]+)*\/$/;

/** Made by a build, so that a fresh clone has none. */
const built = /^(?:dist|out|node_modules)(?:\/|$)/;

/** Every path that a Markdown text names; in a block of shell commands, what begins like a folder of the repository. */
export function pathsIn(markdown: string): NamedPath[] {
  const found: NamedPath[] = [];
  let fence: string | undefined;
  let isShell = false;
  for (const [at, text] of markdown.split('\n').entries()) {
    const line = at + 1;
    const [, mark, language] = /^\s*(```+|~~~+)(\w*)/.exec(text) ?? [];
    if (mark !== undefined) {
      isShell = fence === undefined && language === 'sh';
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    if (fence !== undefined) {
      const words = isShell ? text.split(/[\s;"]+/).filter(word => tops.test(word)) : [];
      found.push(...words.map(word => ({ line, path: word, kind: 'code' as const })));
      continue;
    }
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (!/^(?:[a-z]+:|#)/.test(target))
        found.push({ line, path: target.replace(/#.*$/, ''), kind: 'link' });
    }
    for (const [, token = ''] of text.matchAll(/`([^`\s]+)`/g)) {
      const isPath = tops.test(token) || source.test(token) || folder.test(token);
      if (isPath && !built.test(token)) found.push({ line, path: token, kind: 'code' });
    }
  }
  return found;
}

/**
 * Whether a path leads somewhere.
 * @param from the folder of the document, relative to the repository, without a slash at its end
 * @param files all files of the repository, relative to it
 */
export function exists({ path, kind }: NamedPath, from: string, files: readonly string[]): boolean {
  const meant = kind === 'link' ? joined(from, path) : path.replace(/\/$/, '');
  // A star and a <word> stand for any name.
  const pattern = meant
    .split(/(\*|<\w+>)/)
    .map((part, n) => (n % 2 === 1 ? '[^/]*' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const place = new RegExp(`^${kind === 'link' ? '' : '(?:.*/)?'}${pattern}(?:/|$)`);
  return files.some(file => place.test(file));
}

/** The path that a link leads to, relative to the repository. */
function joined(from: string, link: string): string {
  const parts = from === '' ? [] : from.split('/');
  for (const part of link.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

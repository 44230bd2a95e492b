import { excludesFileIn } from './gitConfig';
import type { IgnoreFileSystem, PersonalGit } from './ignoreFileSystem';

/**
 * Where a person's own files of git are, as git looks for them.
 * @param home the person's folder, absolute, `/` as separator
 * @see https://git-scm.com/docs/gitignore and https://git-scm.com/docs/git-config#FILES
 */
export function personalGit(
  home: string,
  { XDG_CONFIG_HOME: xdg, GIT_CONFIG_GLOBAL: only }: Readonly<Record<string, string | undefined>>,
): PersonalGit {
  const folder = `${xdg ? placed(xdg, home) : `${home}/.config`}/git`;
  const forAll =
    only === undefined ? [`${folder}/config`, `${home}/.gitconfig`] : only === '' ? [] : [placed(only, home)];
  return { home, configs: forAll, excludes: `${folder}/ignore` };
}

/**
 * The files of rules that git keeps for a repository besides those in its folders, the weaker ones first; absolute. Whether
 * they are there is not looked at.
 * @param files reads each file once
 * @param folder the repository's, where `.git` is
 */
export async function repositoryRules(files: IgnoreFileSystem, folder: string): Promise<string[]> {
  const { person } = files;
  // What is read of most repositories is asked for at once: somebody waits, and each round trip counts.
  const ofPerson = person ? [...person.configs, person.excludes] : [];
  for (const path of [...ofPerson, `${folder}/.git/config`, `${folder}/.git/info/exclude`])
    void textOf(files, path);
  const own = await sharedFolder(files, folder);
  if (!person) return [`${own}/info/exclude`];
  const configs = await Promise.all([...person.configs, `${own}/config`].map(path => textOf(files, path)));
  const named = configs.flatMap(text => excludesFileIn(text ?? '') ?? []).at(-1);
  // Set to nothing, there are no such rules.
  const excludes =
    named === undefined ? [person.excludes] : named === '' ? [] : [placed(named, folder, person.home)];
  return [...excludes, `${own}/info/exclude`];
}

/** The folder that all work trees of a repository share. Of a linked one `.git` is a file that says where its own is. */
async function sharedFolder(files: IgnoreFileSystem, folder: string): Promise<string> {
  const git = `${folder}/.git`;
  const there = /^gitdir: (.+?)\s*$/.exec((await textOf(files, git)) ?? '')?.[1];
  if (there === undefined) return git;
  const own = placed(there, folder);
  const shared = (await textOf(files, `${own}/commondir`))?.trim();
  return shared ? placed(shared, own) : own;
}

/** What cannot be read is as good as not there here: git says nothing about it either. */
async function textOf(files: IgnoreFileSystem, path: string): Promise<string | undefined> {
  return await files.read(path).catch(() => undefined);
}

/** A path as git was told it, absolute and without `..`. */
function placed(written: string, base: string, home?: string): string {
  const path = /^[a-z]:\\|^\\\\/i.test(written) ? written.replaceAll('\\', '/') : written;
  if (home !== undefined && path.startsWith('~/')) return `${home}${path.slice(1)}`;
  // A drive's letter stands behind a `/` where all paths begin with one.
  if (/^[a-z]:\//i.test(path)) return base.startsWith('/') ? `/${path}` : path;
  return path.startsWith('/') ? path : joined(base, path);
}

function joined(base: string, path: string): string {
  const parts = base.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

import ignore from 'ignore';
import { utf8Bytes } from '../utf8';

/** Whether a path that is relative to where the pattern stands, a folder's with `/` at its end, is meant by it. */
export type PathTest = (path: string) => boolean;

/**
 * What one pattern of an ignore file means, whatever holds for the folders above a path. Where git, its manual and
 * people read a pattern differently, a pattern that keeps files back means all they may mean, and one that takes
 * files back only what all agree on: in upper and lower case, in characters and their bytes, in runs of stars.
 * @param pattern without the `!` of one that takes back
 */
export function patternTest(pattern: string, takesBack: boolean): PathTest {
  if (!takesBack) return anyPatternTest([pattern]);
  const all = [pattern, plain(pattern), plain(inFolder(pattern))].flatMap(each =>
    matchers([each], [true, false]),
  );
  return path => all.every(found => found(path));
}

/** Whether any of many patterns may mean a path. One answer instead of many: most paths are meant by none. */
export function anyPatternTest(patterns: readonly string[]): PathTest {
  // Only what excludes letters means less without regard to case than with it: `[!a]`.
  const cases = patterns.some(pattern => pattern.includes('[')) ? [true, false] : [true];
  const all = matchers(patterns.map(plain).flatMap(readings), cases);
  return path => all.some(found => found(path));
}

/** What the library finds of these patterns, and what git does, which compares bytes: `?` is one of the two of `é`. */
function matchers(patterns: readonly string[], ignoringCase: readonly boolean[]): PathTest[] {
  return ignoringCase.flatMap(ignoreCase => {
    const inText = matcher(patterns, ignoreCase);
    const inBytes = patterns.every(isAscii) ? inText : matcher(patterns.map(utf8Bytes), ignoreCase);
    return [inText, path => inBytes(isAscii(path) ? path : utf8Bytes(path))];
  });
}

/**
 * The library looks at the folders above a path as well, and what is found in one of them holds for all below it.
 * That is not wanted here, because an inner file may have taken the folder back. It does so only for what is ignored:
 * as a pattern that takes back, each is about the path itself. The line break saves a `\r` that belongs to the pattern.
 */
function matcher(patterns: readonly string[], ignoreCase: boolean): PathTest {
  const library = ignore({ ignoreCase, allowRelativePaths: true });
  for (const pattern of patterns) library.add(`!${pattern}\r\n`);
  return path => library.test(path).unignored;
}

/**
 * Git takes a run of stars between plain text and a slash for any number of folders, because it compares that text
 * first and looks at the rest as if it began there; its manual calls those regular asterisks, and the library reads
 * them so.
 */
function readings(pattern: string): string[] {
  const [, start, rest, end] = /^(\/?[^*?[\\]*[^*?[\\/])\*{2,}((?:\/.*[^/])?)(\/?)$/s.exec(pattern) ?? [];
  if (start === undefined || rest === undefined || end === undefined) return [pattern];
  // Without a `/` but at its end a pattern is about names alone, and `*` is all that can be there.
  if (!`${start}${rest}`.includes('/')) return [pattern];
  const anchored = `/${start.replace(/^\//, '')}`;
  if (rest === '') return [pattern, `${anchored}*${end}`, `${anchored}*/**${end}`];
  return [pattern, ...readings(`${anchored}${rest.slice(1)}${end}`), `${anchored}*/**${rest}${end}`];
}

/**
 * A pattern as git compares it: without the spaces at its end that no backslash holds, and with a slash for one behind a
 * backslash, which git takes for a slash and the library for a letter. At the end that makes a pattern mean nothing. More
 * than two stars between slashes are two for git; the library finds nothing there as well, and so the folder in front.
 */
function plain(written: string): string {
  let end = written.length;
  while (end > 0 && written[end - 1] === ' ') end--;
  const held = end < written.length && written[end - 1] === '\\';
  return (held ? written : written.slice(0, end))
    .replace(/\\(?:[^/]|\/(?!$))/g, escape => (escape === '\\/' ? '/' : escape))
    .replace(/(?<=^|\/)\*{3,}(?=\/|$)/g, '**');
}

/** Two stars or more before a slash behind a backslash: for git that is a folder at the least, where before a bare slash it may be none. */
function inFolder(pattern: string): string {
  return pattern.replace(/(?<=^|\/)\*{2,}\\\//g, '**/*/');
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

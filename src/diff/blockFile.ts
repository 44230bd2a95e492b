import { fenceInfo } from '../common/fenceInfo';
import { fenceAt } from '../common/fences';
import { fileInLine, namedFile } from '../common/namedFile';

/** Longer lines name no file, in UTF-16 code units. */
const longestLine = 1_000;

/** What stands behind a path that was sent for a part of a file, or for the second file of that name. */
const partSuffix = /(?:~\d+)?(?:#L\d+(?:-L?\d+)?)?(?=[`"'*_:)]*\s*$)/;

/**
 * The file that the lines above an edit are about: of the nearest line that is there to name one, a heading, a fence or a
 * comment; else of the nearest sentence that mentions one. Undefined when no line does, and empty when a sentence
 * mentions several. A name that is neither known nor a path counts only right above: it may be one of the code.
 * @param known the paths that were sent: recognised whatever they look like
 */
export function fileAbove(lines: readonly string[], known: ReadonlySet<string>): string | undefined {
  const above = lines.filter(line => line.trim() !== '' && line.length <= longestLine).reverse();
  let isNext = true;
  for (const line of above) {
    const file = fileInHeading(line, known);
    if (file !== undefined && (isNext || isPath(file, known))) return file;
    isNext &&= fenceAt(line) !== undefined;
  }
  for (const line of above) {
    const [file, another] = fenceAt(line) ? [] : filesInSentence(line, known);
    if (file !== undefined) return another === undefined ? file : '';
  }
  return undefined;
}

/** The file that a line is there to name, and nothing else. */
export function fileInHeading(line: string, known: ReadonlySet<string>): string | undefined {
  if (line.length > longestLine) return undefined;
  const fence = fenceAt(line);
  if (fence) return fence.info.split(/\s/).find(word => known.has(word)) ?? fenceInfo(fence.info).path;
  const plain = bare(line);
  if (known.has(plain)) return plain;
  const [part = ''] = partSuffix.exec(line) ?? [];
  const named = fileInLine(line.replace(partSuffix, ''));
  return named === undefined ? undefined : named + part;
}

/** The files that a sentence mentions: known ones, and paths. Other dotted names may be names in the code. */
function filesInSentence(line: string, known: ReadonlySet<string>): string[] {
  const files = new Set<string>();
  let rest = line;
  for (const path of [...known].sort((a, b) => b.length - a.length)) {
    if (!/[./\\]/.test(path) || !mentions(rest, path)) continue;
    files.add(path);
    rest = rest.split(path).join(' ');
  }
  for (const word of rest.split(/[\s`"'*<>]/)) {
    const plain = bare(word);
    if (namedFile(plain, 'plain') !== undefined && isPath(plain, known)) files.add(plain);
  }
  return [...files];
}

/** Whether a path stands in a text, and not as a part of a longer one. */
function mentions(text: string, path: string): boolean {
  const at = text.indexOf(path);
  if (at < 0) return false;
  const isFree = !/[\p{L}\p{N}_./\\-]$/u.test(text.slice(0, at));
  return isFree && !/^(?:[\p{L}\p{N}_/\\~#-]|\.[\p{L}\p{N}])/u.test(text.slice(at + path.length));
}

/** Whether a name is known, or has folders and the ending of a file: `read/write` has none. */
function isPath(name: string, known: ReadonlySet<string>): boolean {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  if (last !== name && namedFile(last.replace(partSuffix, ''), 'plain') !== undefined) return true;
  return [...known].some(path => path === name || path.endsWith(`/${name}`));
}

/** Without what sets a path apart. */
function bare(text: string): string {
  return text.trim().replace(/^(?:#+\s+)?[*_"'`([<]*|[*_"'`)\]>:,;!?.]*$/g, '');
}

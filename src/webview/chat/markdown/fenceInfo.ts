/** What the line that opens a code block says. Written by a model: only ever shown, or checked by the extension. */
export interface FenceInfo {
  readonly language: string | undefined;
  readonly path: string | undefined;
}

/** A file name with an ending, or a path with a folder; neither with spaces. */
const pathLike = /^(?![\\/])(?=.{1,400}$)(?:[\w@.+~-]+[\\/])*[\w@.+~-]*(?:\.[\w-]+|[\\/][\w@.+~-]+)$/;

/**
 * Language and file of a code block, from what models write: `ts src/a.ts`, `ts:src/a.ts`, `src/a.ts`,
 * `ts title="src/a.ts"`, `ts file=src/a.ts`, `{.python filename=a.py}`.
 */
export function fenceInfo(info: string): FenceInfo {
  const plain = info.trim().replace(/^\{\s*\.?|\}$/g, '');
  const named = /\b(?:title|file|filename|path)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(plain);
  const words = plain.split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const [language, afterColon] = first.split(/:(?!\\)(.+)/);
  const candidates = [named?.[1] ?? named?.[2] ?? named?.[3], afterColon, words[1], first];
  const path = candidates.find(word => word !== undefined && isPath(word));
  return {
    language:
      language && language !== path && /^[\w+#.-]{1,32}$/.test(language) ? language.toLowerCase() : undefined,
    path,
  };
}

/** A path that stands alone in the line above a block: `` `src/a.ts`: `` or `**src/a.ts**`. */
export function pathInLine(line: string): string | undefined {
  const last = line.trim().split('\n').at(-1) ?? '';
  const found =
    /^(?:file|in|update|create)?:?\s*(?:\*\*)?[`"]?([^\s`"*]+?)[`"]?(?:\*\*)?\s*:?(?:\*\*)?$/i.exec(
      last,
    )?.[1];
  return found !== undefined && isPath(found) ? found : undefined;
}

const isPath = (word: string): boolean => pathLike.test(word) && !word.split(/[\\/]/).includes('..');

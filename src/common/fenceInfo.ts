import { namedFile } from './namedFile';

/** What the line that opens a code block says. Written by a model: only ever shown, or checked by the extension. */
export interface FenceInfo {
  readonly language: string | undefined;
  readonly path: string | undefined;
}

/**
 * Language and file of a code block, from what models write: `ts src/a.ts`, `ts:src/a.ts`, `src/a.ts`,
 * `ts title="src/a.ts"`, `ts file=src/a.ts`, `{.python filename=a.py}`.
 */
export function fenceInfo(info: string): FenceInfo {
  const plain = info.trim().replace(/^\{\s*\.?|\}$/g, '');
  const named = /\b(?:title|file|filename|filepath|path)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(plain);
  const words = plain.split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  // Some write the lines before the path: `12:20:src/a.ts`.
  const lines = /^\d+:\d+:(.+)$/.exec(plain)?.[1];
  const [language, afterColon] = lines === undefined ? first.split(/:(?!\\)(.+)/) : [];
  const quoted = named?.[1] ?? named?.[2];
  const candidates = [
    quoted === undefined ? undefined : namedFile(quoted, 'code'),
    ...[named?.[3], lines, afterColon, words[1]].map(word =>
      word === undefined ? word : namedFile(word, 'plain'),
    ),
    // A language may have the name of a file: `makefile`.
    /[./\\]/.test(first) ? namedFile(first, 'plain') : undefined,
  ];
  const path = candidates.find(word => word !== undefined);
  return {
    language:
      language && language !== path && /^[\w+#.-]{1,32}$/.test(language) ? language.toLowerCase() : undefined,
    path,
  };
}

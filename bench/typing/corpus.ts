import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inCache, inRoot } from '../../scripts/lib/paths.mjs';
import { npmCommand } from '../../scripts/lib/run.mjs';

/** A file of which a part is typed anew. */
export interface SourceFile {
  readonly name: string;
  /** VS Code language id. */
  readonly language: string;
  readonly text: string;
  /** What is typed, from the first visible character of a line to a line end: UTF-16 offsets into the text. */
  readonly typed: { readonly from: number; readonly to: number };
}

/** Language, package, path inside it. Real files of several hands, short enough that one window holds them. */
const files: readonly (readonly [language: string, spec: string, file: string])[] = [
  ['typescript', 'openai@7.57.0', 'src/core/api-promise.ts'],
  ['typescript', 'openai@7.57.0', 'src/internal/utils/log.ts'],
  ['typescript', 'openai@7.57.0', 'src/internal/utils/path.ts'],
  ['typescript', 'openai@7.57.0', 'src/internal/utils/values.ts'],
  ['typescript', 'typescript@6.0.3', 'lib/lib.es2015.promise.d.ts'],
  ['javascript', 'ws@8.23.0', 'lib/extension.js'],
  ['javascript', 'ws@8.23.0', 'lib/stream.js'],
  ['javascript', 'ws@8.23.0', 'lib/buffer-util.js'],
  ['javascript', 'commander@14.0.3', 'lib/argument.js'],
  ['python', 'node-gyp@13.1.0', 'gyp/pylib/gyp/easy_xml.py'],
  ['python', 'node-gyp@13.1.0', 'gyp/pylib/gyp/ninja_syntax.py'],
  ['python', 'node-gyp@13.1.0', 'gyp/pylib/packaging/_tokenizer.py'],
  ['python', 'flatted@3.4.4', 'python/flatted.py'],
  ['go', 'flatted@3.4.4', 'golang/pkg/flatted/flatted.go'],
  ['c', 'bufferutil@4.1.0', 'src/bufferutil.c'],
  ['cpp', 'tree-sitter-json@0.24.8', 'src/tree_sitter/parser.h'],
  ['css', 'modern-normalize@3.0.1', 'modern-normalize.css'],
  ['css', 'html5-boilerplate@9.0.1', 'dist/css/style.css'],
  ['json', 'commander@14.0.3', 'package.json'],
  ['markdown', 'valibot@1.5.0', 'README.md'],
];

/** Reads the files, from the installed packages or, once, from the registry into the cache. */
export function loadFiles(typedLength: number, most = files.length): readonly SourceFile[] {
  return files.slice(0, most).map(([language, spec, file]) => {
    const text = readFileSync(path.join(packageFolder(spec), file), 'utf8').replaceAll('\r\n', '\n');
    return { name: `${spec}/${file}`, language, text, typed: middle(text, typedLength) };
  });
}

/**
 * Whole lines from a quarter of the text on, so that there is text before and behind; typed on a line opened for it,
 * which has its indentation already.
 */
function middle(text: string, length: number): { from: number; to: number } {
  const lineBreak = text.indexOf('\n', text.length / 4);
  const from = lineBreak + text.slice(lineBreak).search(/\S/);
  const to = text.lastIndexOf('\n', Math.min(from + length, text.length * 0.85));
  return { from, to };
}

function packageFolder(spec: string): string {
  const at = spec.lastIndexOf('@');
  const installed = inRoot('node_modules', spec.slice(0, at));
  if (installedVersion(installed) === spec.slice(at + 1)) return installed;
  const target = inCache('typing', spec.replace('@', '-'));
  if (existsSync(target)) return target;
  mkdirSync(inCache('typing'), { recursive: true });
  const [npm, args] = npmCommand(['pack', '-s', spec]);
  const archive = execFileSync(npm, args, { cwd: inCache('typing'), encoding: 'utf8' }).trim();
  mkdirSync(target);
  execFileSync('tar', ['xzf', inCache('typing', archive), '-C', target, '--strip-components=1']);
  return target;
}

function installedVersion(folder: string): string | undefined {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return version;
}

import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

/** A program that serves models, and what stands before its options. */
export interface LlamaProgram {
  /** Absolute path. */
  readonly file: string;
  readonly first: readonly string[];
}

/** By what names llama.cpp is installed, the server by itself first. */
const names: readonly { readonly name: string; readonly first: readonly string[] }[] = [
  { name: 'llama-server', first: [] },
  { name: 'llama', first: ['serve'] },
];

/**
 * The program of llama.cpp on the PATH; undefined where there is none. Relative folders of the PATH are passed over: what
 * they mean depends on where one is.
 * @param isProgram whether a file is there that can be run
 */
export function findLlama(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isProgram: (file: string) => boolean = isExecutable,
): LlamaProgram | undefined {
  const windows = platform === 'win32';
  const paths = windows ? path.win32 : path.posix;
  const variable = Object.keys(environment).find(name =>
    windows ? name.toUpperCase() === 'PATH' : name === 'PATH',
  );
  const list = variable === undefined ? '' : (environment[variable] ?? '');
  const folders = list.split(paths.delimiter).filter(folder => paths.isAbsolute(folder));
  for (const { name, first } of names) {
    for (const folder of folders) {
      const file = paths.join(folder, windows ? `${name}.exe` : name);
      if (isProgram(file)) return { file, first };
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * How the server is started with a model of Hugging Face: on loopback only, and with what llama.cpp recommends for suggestions
 * in an editor.
 */
export function llamaArguments({ first }: LlamaProgram, repository: string, port: number): readonly string[] {
  return [
    ...first,
    ...['-hf', repository, '--host', '127.0.0.1', '--port', String(port)],
    ...['-ub', '1024', '-b', '1024', '--ctx-size', '16384', '--cache-reuse', '256'],
  ];
}

import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { codeOf } from '../../common/thrown';

/**
 * The folder in which conversations are kept. Names are names of files in it. What fails throws as Node does. Whatever is
 * quick is done at once, so that nothing of the same process comes between; only texts are read and written in the background.
 */
export interface Disk {
  /** The names of all files; none while there is no folder. */
  list(): Promise<string[]>;
  /** The text of a file; undefined when there is none. */
  read(name: string): Promise<string | undefined>;
  readNow(name: string): string | undefined;
  /** Writes a new file, the folder too where it is missing. Resolves when it is safe from a loss of power. */
  write(name: string, text: string): Promise<void>;
  /** The same, but safe from the end of the process only. */
  writeNow(name: string, text: string): void;
  /** What tells this file from every other that had its name or will; undefined when there is none. */
  stamp(name: string): string | undefined;
  /** Gives a file a further name. False when there is a file of that name. */
  place(name: string, as: string): boolean;
  /** Gives a file another name; what has that name is replaced. */
  move(from: string, to: string): void;
  /** Removes a file, if there is one. */
  remove(name: string): void;
  /** Makes changes of names safe from a loss of power, as far as the system can. */
  settle(): Promise<void>;
  /** The same, and these files too. */
  settleNow(names: readonly string[]): void;
}

/** Files that are gone with the process. */
export function memoryDisk(): Disk {
  const files = new Map<string, { readonly text: string; readonly stamp: string }>();
  let writes = 0;
  const writeNow = (name: string, text: string): void => {
    if (files.has(name)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
    files.set(name, { text, stamp: String(++writes) });
  };
  const readNow = (name: string): string | undefined => files.get(name)?.text;
  const place = (name: string, as: string): boolean => {
    const file = files.get(name);
    if (!file || files.has(as)) return false;
    files.set(as, file);
    return true;
  };
  return {
    list: () => Promise.resolve([...files.keys()]),
    read: name => Promise.resolve(readNow(name)),
    readNow,
    write: async (name, text) => writeNow(name, text),
    writeNow,
    stamp: name => files.get(name)?.stamp,
    place,
    move(from, to) {
      files.delete(to);
      place(from, to);
      files.delete(from);
    },
    remove: name => void files.delete(name),
    settle: () => Promise.resolve(),
    settleNow: () => undefined,
  };
}

/** A folder of the file system, by its absolute path. */
export function folderDisk(folder: string): Disk {
  const at = (name: string): string => path.join(folder, name);
  return {
    list: () => orMissing(readdir(folder), []),
    read: name => orMissing(readFile(at(name), 'utf8'), undefined),
    readNow: name => orMissingNow(() => readFileSync(at(name), 'utf8'), undefined),
    async write(name, text) {
      let file;
      try {
        file = await open(at(name), 'wx');
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
        await mkdir(folder, { recursive: true });
        file = await open(at(name), 'wx');
      }
      try {
        await file.writeFile(text);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
    writeNow(name, text) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(at(name), text, { flag: 'wx' });
    },
    stamp(name) {
      const stat = statSync(at(name), { bigint: true, throwIfNoEntry: false });
      return stat && `${stat.dev}-${stat.ino}-${stat.mtimeNs}-${stat.size}`;
    },
    place(name, as) {
      try {
        linkSync(at(name), at(as));
        return true;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'EEXIST') return false;
        if (code === 'ENOENT') throw error;
        // Not every file system knows a second name; then nothing but luck keeps two windows apart for an instant.
        if (existsSync(at(as))) return false;
        renameSync(at(name), at(as));
        return true;
      }
    },
    move: (from, to) => renameSync(at(from), at(to)),
    remove: name => orMissingNow(() => unlinkSync(at(name)), undefined),
    async settle() {
      const directory = await open(folder, 'r').catch(() => undefined);
      await directory?.sync().catch(() => undefined);
      await directory?.close();
    },
    settleNow(names) {
      for (const target of [...names.map(at), folder]) {
        try {
          const file = openSync(target, 'r');
          try {
            fsyncSync(file);
          } finally {
            closeSync(file);
          }
        } catch {
          // Windows syncs neither folders nor what is open for reading; it keeps the order of changes by itself.
        }
      }
    },
  };
}

async function orMissing<T, U>(action: Promise<T>, missing: U): Promise<T | U> {
  try {
    return await action;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return missing;
    throw error;
  }
}

function orMissingNow<T, U>(action: () => T, missing: U): T | U {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return missing;
    throw error;
  }
}

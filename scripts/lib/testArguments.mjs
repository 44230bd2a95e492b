// @ts-check
// No import.meta here: tests bundle this file.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';

/**
 * Sorts a command line: test files and folders of them come out as files, all else is mocha's.
 * @param {readonly string[]} args
 * @param {string} [root] the project
 * @returns {{ files: string[], rest: string[] }} files relative to the project, with slashes
 * @throws {Failure} when a test file is named that is not there, or that needs a VS Code
 */
export function readTestArguments(args, root = process.cwd()) {
  /** @type {string[]} */
  const files = [];
  /** @type {string[]} */
  const rest = [];
  for (const arg of args) {
    const place = path.relative(root, path.resolve(root, arg)).replaceAll(path.sep, '/');
    if (arg.endsWith('.test.ts')) files.push(place);
    else if (place.startsWith('test/') && !arg.endsWith('.ts')) files.push(...inFolder(root, place));
    else rest.push(arg);
  }
  for (const file of files) {
    if (!existsSync(path.join(root, file))) {
      throw new Failure(
        `There is no ${file}.`,
        'Name a test file by its path from the project, or a folder of test/.',
      );
    }
    const level = levelOf(file);
    if (!inNode.includes(level)) {
      throw new Failure(
        `${file} does not run in Node alone; ${inNode.join(', ')} tests do.`,
        `npm test -- --only ${level} --grep "part of its name"`,
      );
    }
  }
  return { files, rest };
}

/** Levels whose tests need no VS Code around them. */
const inNode = ['unit', 'conformance', 'page'];

/**
 * The level of a test file.
 * @param {string} file relative to the project, with slashes
 */
export const levelOf = file => file.split('/')[1] ?? '';

/**
 * @param {string} root
 * @param {string} folder
 */
const inFolder = (root, folder) => {
  if (!existsSync(path.join(root, folder)))
    throw new Failure(`There is no ${folder}.`, 'Name a folder of test/.');
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .map(file => `${folder.replace(/\/$/, '')}/${file.replaceAll(path.sep, '/')}`)
    .sort();
};

// What is known of the mutants of a room, kept line by line so that a run can be ended at any time and taken up again.
// @ts-check
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/bundle.mjs';

/** @typedef {{ key: string, status: 'killed' | 'survived' | 'unmet', by?: string | undefined }} Entry `unmet`: no test runs it */

export class Store {
  #file;
  /** @type {Map<string, Entry>} */
  #entries = new Map();

  /** @param {string} room @param {boolean} fresh forgets what is known */
  constructor(room, fresh) {
    this.#file = path.join(root, '.cache', 'mutate', `${room}.jsonl`);
    mkdirSync(path.dirname(this.#file), { recursive: true });
    if (fresh) rmSync(this.#file, { force: true });
    if (!existsSync(this.#file)) return;
    for (const line of readFileSync(this.#file, 'utf8').split('\n')) {
      if (!line.endsWith('}')) continue; // Empty, or what was being written when the run was ended.
      /** @type {Entry} */
      const entry = JSON.parse(line);
      this.#entries.set(entry.key, entry);
    }
  }

  /** @param {string} key */
  get(key) {
    return this.#entries.get(key);
  }

  /** @param {Entry} entry */
  add(entry) {
    this.#entries.set(entry.key, entry);
    appendFileSync(this.#file, JSON.stringify(entry) + '\n');
  }
}

/** @param {string} file its name among what is remembered */
export function digestOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 20);
}

/**
 * Which tests of a bundle meet which mutants, from the last run when everything is the same.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} dryRun
 * @returns {Promise<T>}
 */
export async function remembered(name, dryRun) {
  const file = path.join(root, '.cache', 'mutate', 'coverage', `${name}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const result = await dryRun();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(result));
  return result;
}

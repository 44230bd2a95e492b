// @ts-check
import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

/**
 * Reads the command line strictly; a mistake becomes one sentence.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Options
 * @param {Options} options
 * @param {string} command to name in the message
 */
export function readFlags(options, command) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Failure(String(error instanceof Error ? error.message : error), `See: ${command} -- --help`);
  }
}

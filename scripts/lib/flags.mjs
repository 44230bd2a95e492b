// @ts-check
import { parseArgs } from 'node:util';
import { Failure, messageOf, printError } from './failure.mjs';

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
    throw unreadable(error, command);
  }
}

/**
 * Reads a command line as it is described; a mistake is said in one sentence and ends the process with code 2.
 * @template {import('node:util').ParseArgsConfig} Config
 * @param {Config} config
 * @param {string} command to name in the message
 */
export function parseOrExit(config, command) {
  try {
    return parseArgs(config);
  } catch (error) {
    printError(unreadable(error, command));
    process.exit(2);
  }
}

/**
 * @param {unknown} error
 * @param {string} command
 */
function unreadable(error, command) {
  return new Failure(messageOf(error), `See: ${command} -- --help`);
}

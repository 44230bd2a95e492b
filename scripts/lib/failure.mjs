// @ts-check

/**
 * Something a user can mend: says what is missing and how to get it. Printed without a stack trace.
 */
export class Failure extends Error {
  /**
   * @param {string} message what went wrong, one sentence
   * @param {string} [remedy] what to do about it, often a command
   */
  constructor(message, remedy) {
    super(message);
    this.name = 'Failure';
    this.remedy = remedy;
  }
}

/** @param {unknown} error */
export const messageOf = error => (error instanceof Error ? error.message : String(error));

/**
 * Prints an error the way a user can use it: a `Failure` as sentence and remedy, anything else with its stack.
 * @param {unknown} error
 */
export function printError(error) {
  if (error instanceof Failure) {
    console.error(`\n✖ ${error.message}`);
    if (error.remedy) console.error(`  → ${error.remedy.replaceAll('\n', '\n    ')}`);
  } else {
    console.error(`\n✖ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

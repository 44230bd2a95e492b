// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';
import { seconds } from './progress.mjs';
import { indent, run, tail } from './run.mjs';

/**
 * The script behind a command of a package, to be run by this Node without a shell.
 * @param {string} name of the package
 * @param {string} [command] when it differs from the package's name
 * @returns {string}
 */
export function binOf(name, command = name) {
  const folder = inRoot('node_modules', name);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${name} has no command ${command}`);
  return path.join(folder, script);
}

/**
 * Runs a tool of the dependencies and prints what it says: everything when it fails, otherwise only warnings.
 * @param {string} title
 * @param {string} script from `binOf`
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it was content
 */
export async function check(title, script, args) {
  const startedAt = performance.now();
  const { code, output } = await run(process.execPath, [script, ...args], { cwd: root });
  const took = seconds(performance.now() - startedAt);
  console.log(`  ${code === 0 ? '✔' : '✖'} ${title} (${took})`);
  if (code !== 0) console.log(indent(output.split('\n').length > 200 ? tail(output) : output));
  else if (/(?<!\b0 )warning/i.test(output)) console.log(indent(output.trim()));
  return code === 0;
}

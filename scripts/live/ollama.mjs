// @ts-check
// Ollama, where a person names the program: it is in no package registry that these scripts install from.
import { run } from '../lib/run.mjs';
import { Missing } from './python.mjs';

/**
 * @param {string} command a name on PATH, or a path
 * @returns {Promise<string>} the same
 * @throws {Missing} where it does not run
 */
export async function ensureOllama(command) {
  const answer = await run(command, ['--version']).catch(() => undefined);
  if (answer?.code === 0) return command;
  throw new Missing(`${command}, which CODEX_SPARK_OLLAMA names, does not run`);
}

// @ts-check
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { inRoot } from '../lib/paths.mjs';
import { eachLine, kill, start } from '../lib/run.mjs';

/**
 * Starts our gateway with recorded answers.
 * @param {{ folder: string, answers: readonly object[], tokensPerSecond: number }} options `folder`: where the recording is written
 * @returns {Promise<{ settings: Readonly<Record<string, unknown>>, stop: () => void }>} settings of a window that asks it
 */
export async function startReplay({ folder, answers, tokensPerSecond }) {
  const file = path.join(folder, 'answers.jsonl');
  await writeFile(file, answers.map(answer => JSON.stringify(answer)).join('\n'));
  const child = start(
    process.execPath,
    [
      inRoot('dist', 'gateway.js'),
      ...['--engine', 'replay', '--replay', file],
      ...['--tokens-per-second', String(tokensPerSecond)],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { url, token } = await new Promise((resolve, reject) => {
    child.once('close', () => reject(new Failure('The gateway ended at once.', 'Run: npm run build')));
    if (child.stdout) eachLine(child.stdout, line => resolve(JSON.parse(line)));
  });
  return {
    settings: {
      'codexSpark.endpoint': 'my model',
      'codexSpark.endpoints': { 'my model': { url, headers: { Authorization: `Bearer ${token}` } } },
    },
    stop: () => kill(child),
  };
}

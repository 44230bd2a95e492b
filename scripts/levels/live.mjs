// @ts-check
// The compiled suite out/test/live, in Node: real servers with real models behind the product, and once the real editor
// in front of it. What is missing on this machine is said in one line, and its tests count as skipped.
import { ensureBrowser } from '../host/browser.mjs';
import { e2eFacts } from '../host/e2eFacts.mjs';
import { patientSettings, startServerHost } from '../host/server.mjs';
import { ensureServerHost } from '../host/serverInstall.mjs';
import { runMocha } from '../lib/mocha.mjs';
import { root } from '../lib/paths.mjs';
import { ensureHaproxy } from '../live/haproxy.mjs';
import { ensureOllama } from '../live/ollama.mjs';
import { ensureLlama, ensureModel } from '../live/parts.mjs';
import { ensurePackages, Missing } from '../live/python.mjs';

/** A small machine reads some prompts for long, and loads some models twice. In ms. */
const testTimeout = 180_000;

/**
 * @param {{ grep?: string | undefined }} [options]
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function live({ grep } = {}) {
  const llama = await orSkipped(ensureLlama);
  if (!llama) return { passed: 0, failed: 0, skipped: 1 };
  const qwen = await orSkipped(() => ensureModel('qwen'));
  const gemma = await orSkipped(() => ensureModel('gemma'));
  const litellm = await orSkipped(() => ensurePackages('litellm'));
  // It takes 6 GB: only for who asks for it.
  const vllm = process.env['CODEX_SPARK_VLLM'] ? await orSkipped(() => ensurePackages('vllm')) : undefined;
  // It is not installed here; who has it names it.
  const named = process.env['CODEX_SPARK_OLLAMA'];
  const ollama = named ? await orSkipped(() => ensureOllama(named)) : undefined;
  const haproxy = await orSkipped(ensureHaproxy);
  const browser = await ensureBrowser();
  await ensureServerHost();
  const host = await startServerHost({ label: 'live', extension: root, settings: patientSettings });
  try {
    return await runMocha('live', {
      args: [
        `--timeout=${testTimeout}`,
        `--reporter-option=logs=${host.logs}`,
        ...(grep === undefined ? [] : [`--grep=${grep}`]),
      ],
      env: {
        ...process.env,
        CODEX_SPARK_LIVE: JSON.stringify({
          llama: { ...llama, qwen, gemma },
          litellm,
          vllm,
          ollama,
          haproxy,
        }),
        ...e2eFacts(host, browser),
      },
    });
  } finally {
    await host.stop();
  }
}

/**
 * What can be installed on this machine; where it cannot, one line says why.
 * @template T
 * @param {() => Promise<T>} ensure
 * @returns {Promise<T | undefined>}
 */
async function orSkipped(ensure) {
  try {
    return await ensure();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`  skipped: ${error.message}`);
    return undefined;
  }
}

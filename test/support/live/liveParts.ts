import * as v from 'valibot';

const facts = v.object({
  llama: v.object({
    python: v.string(),
    script: v.string(),
    smollm: v.string(),
    fim: v.string(),
    qwen: v.optional(v.string()),
    gemma: v.optional(v.string()),
    words: v.optional(v.string()),
  }),
  litellm: v.optional(v.string()),
  vllm: v.optional(v.string()),
  ollama: v.optional(v.string()),
  haproxy: v.optional(v.object({ command: v.string(), libraries: v.string() })),
});

/** The real servers and models that are on this machine; all paths are absolute. */
export type LiveParts = v.InferOutput<typeof facts>;

/**
 * What `npm run test:live` has installed.
 *
 * @throws when the tests were not started by it
 */
export function liveParts(): LiveParts {
  const given = process.env['CODEX_SPARK_LIVE'];
  if (given === undefined) {
    throw new Error('These tests need real servers. Start them with: npm run test:live');
  }
  return v.parse(facts, JSON.parse(given));
}

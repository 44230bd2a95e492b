// Writes learnt weights into the engine's sources.
import { writeFileSync } from 'node:fs';

const target = new URL('../../src/engines/local/recall/mixing/weights.ts', import.meta.url);

/** Takes { free, word }, two Float32Arrays. */
export function writeWeights({ free, word }) {
  const text = weights =>
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('base64');
  writeFileSync(
    target,
    `/**
 * Weights learnt by \`node bench/recall.mjs --train\` on the projects of the split \`mixing\`; see docs/local-engine.md. In base64, as
 * \`readWeights\` takes them.
 */

/** Of the network for symbols that nothing constrains. */
// prettier-ignore
export const freeWeights = '${text(free)}';

/** Of the network for words of which the beginning is typed. */
// prettier-ignore
export const wordWeights = '${text(word)}';
`,
  );
}

// Writes learnt weights into the engine's sources.
import { writeFileSync } from 'node:fs';

const target = new URL('../../src/engines/local/recall/mixing/weights.ts', import.meta.url);

/** Takes { free, word }, two Float32Arrays. */
export function writeWeights({ free, word }) {
  const text = weights =>
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('base64');
  writeFileSync(
    target,
    `/** Weights learnt by \`node bench/recall.mjs --train\` on the calibration projects; see docs/local-engine.md. */

// prettier-ignore
const free = '${text(free)}';

// prettier-ignore
const word = '${text(word)}';

/** Of the network for symbols that nothing constrains. */
export function freeWeights(): Float32Array {
  return decoded(free);
}

/** Of the network for words of which the beginning is typed. */
export function wordWeights(): Float32Array {
  return decoded(word);
}

/** Numbers of 32 bits, the lowest byte first. */
function decoded(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
`,
  );
}

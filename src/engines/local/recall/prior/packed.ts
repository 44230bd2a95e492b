import { brotliDecompressSync } from 'node:zlib';
import type { PriorData } from './prior';
import { PriorTable } from './priorTable';
import { PriorVocabulary } from './vocabulary';

/** How a share of all symbols is told in a byte: the logarithm, in steps. */
const usualStep = 0.06;

/**
 * A byte for how usual a symbol is.
 * @public What counts a prior writes it so.
 */
export function usualByte(share: number): number {
  return Math.min(255, Math.round(-Math.log(share) / usualStep));
}

/**
 * Reads a prior as `bench/recall/prior/pack.mjs` writes it, compressed: the texts, the symbols with how usual each is, and the
 * continuations in the order of their contexts, each as the distance from the one before, its target and its share.
 */
export function readPrior(base64: string): PriorData {
  const bytes = brotliDecompressSync(Buffer.from(base64, 'base64'));
  let at = 0;
  const uint32 = (): number => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const textBytes = uint32();
  const texts = bytes.toString('utf8', at, at + textBytes).split('\n');
  at += textBytes;
  const symbolCount = uint32();
  const symbols = Array.from({ length: symbolCount }, (_, each) => bytes.readUInt16LE(at + 2 * each));
  at += 2 * symbolCount;
  const usual = new Float32Array(symbolCount + 1);
  for (let each = 1; each <= symbolCount; each++) usual[each] = Math.exp(-(bytes[at++] ?? 0) * usualStep);
  const entryCount = uint32();
  const targets = Uint16Array.from({ length: entryCount }, (_, each) => bytes.readUInt16LE(at + 2 * each));
  const steps = bytes.subarray(at + 2 * entryCount, at + 3 * entryCount);
  const keys = new Uint32Array(entryCount);
  let distances = at + 3 * entryCount;
  let key = 0;
  for (let each = 0; each < entryCount; each++) {
    let distance = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[distances++] ?? 0;
      distance += (byte & 127) * shift;
      if (byte < 128) break;
    }
    keys[each] = key += distance;
  }
  return {
    vocabulary: new PriorVocabulary(texts, symbols),
    table: new PriorTable(keys, targets, steps),
    usual,
  };
}

// Writes a prior as the engine reads it (src/engines/local/recall/prior/packed.ts): bytes, compressed, in base64.
import { brotliCompressSync, constants } from 'node:zlib';

/** Takes what `countPrior` returns. */
export function packPrior(engine, { texts, symbols, usual, entries }) {
  const sorted = entries
    .map(entry => ({ ...entry, key: engine.priorKey(entry.hash) }))
    .sort((one, other) => one.key - other.key || one.symbol - other.symbol);
  const words = Buffer.from(texts.join('\n'));
  const distances = [];
  let before = 0;
  for (const { key } of sorted) {
    let distance = key - before;
    before = key;
    for (; distance >= 128; distance = Math.floor(distance / 128)) distances.push((distance % 128) + 128);
    distances.push(distance);
  }
  const bytes = Buffer.concat([
    uint32(words.length),
    words,
    uint32(symbols.length),
    uint16(symbols),
    Buffer.from(symbols.map((_, at) => engine.usualByte(usual[at + 1]))),
    uint32(sorted.length),
    uint16(sorted.map(({ symbol }) => symbol)),
    Buffer.from(sorted.map(({ share }) => engine.stepOf(share))),
    Buffer.from(distances),
  ]);
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
}

function uint32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

function uint16(numbers) {
  const bytes = Buffer.alloc(2 * numbers.length);
  numbers.forEach((number, at) => bytes.writeUInt16LE(number, 2 * at));
  return bytes;
}

// @ts-check
// Reads what a GGUF file says of itself in front of its weights.

/** Sizes of the types of a fixed size, in bytes, by their number. */
const sizes = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);
const textType = 8;
const listType = 9;

/**
 * The entries of its metadata, each as the bytes that it has in the file, and how many values are in it.
 * @param {Buffer} file
 * @returns {ReadonlyMap<string, { bytes: Buffer, count: number }>}
 */
export function ggufFacts(file) {
  if (file.toString('latin1', 0, 4) !== 'GGUF') throw new Error('This is no GGUF file.');
  const facts = new Map();
  let at = 24;
  for (let left = long(file, 16); left > 0; left--) {
    const start = at;
    const nameLength = long(file, at);
    const name = file.toString('utf8', at + 8, at + 8 + nameLength);
    at += 8 + nameLength;
    const type = file.readUInt32LE(at);
    at += 4;
    const count = type === listType ? long(file, at + 4) : 1;
    at = valueEnd(file, at, type);
    facts.set(name, { bytes: file.subarray(start, at), count });
  }
  return facts;
}

/**
 * Where a value ends.
 * @param {Buffer} file
 * @param {number} at
 * @param {number} type
 * @returns {number}
 */
function valueEnd(file, at, type) {
  if (type === textType) return at + 8 + long(file, at);
  if (type !== listType) return at + sizeOf(type);
  const inner = file.readUInt32LE(at);
  const count = long(file, at + 4);
  let end = at + 12;
  if (inner !== textType && inner !== listType) return end + count * sizeOf(inner);
  for (let left = count; left > 0; left--) end = valueEnd(file, end, inner);
  return end;
}

/** @param {number} type */
function sizeOf(type) {
  const size = sizes.get(type);
  if (size === undefined) throw new Error(`A GGUF file has no values of type ${type}.`);
  return size;
}

/** @param {Buffer} file @param {number} at */
function long(file, at) {
  return Number(file.readBigUInt64LE(at));
}
